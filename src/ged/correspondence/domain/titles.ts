import { extname } from 'node:path';

export interface TitleRules {
  /** "Utiliser le nom des pièces jointes", of the template or of the general settings, which win. */
  useNames: boolean;
  /** Reference of the case file, where the template prefixes with it. */
  prefix: string | null;
}

const TITLE_LIMIT = 160;
const UNWANTED = /[\p{Cc}\u2028\u2029]+/gu;

/** Title of an attachment: neutral by its place (from 1), or its own name without its extension. At most 160 characters. */
export function attachmentTitle(place: number, name: string, { useNames, prefix }: TitleRules): string {
  const own = useNames ? ownName(name) : '';
  return asTitle(`${prefix ? `${prefix} - ` : ''}${own || `Pièce jointe ${place}`}`);
}

export function asTitle(text: string): string {
  const clean = text.normalize('NFC').replace(UNWANTED, ' ').replace(/\s+/g, ' ').trim();
  return [...clean].slice(0, TITLE_LIMIT).join('').trim();
}

function ownName(name: string): string {
  const extension = extname(name);
  return asTitle(extension ? name.slice(0, -extension.length) : name);
}
