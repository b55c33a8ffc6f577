import type { BoundAttribute, ElementSpec, Value } from '../format/element.js';

const SPECIAL = /[&<>"]/g;
const ESCAPED: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
/** What XML 1.0 cannot carry, or the format takes in no text. */
const UNWRITABLE = /[\p{Cc}\ufffe\uffff]/gu;

/** A value inside double quotes; control characters become spaces. */
export function escaped(text: string): string {
  const clean = text.isWellFormed() ? text : text.toWellFormed();
  return clean.replace(UNWRITABLE, ' ').replace(SPECIAL, (character) => ESCAPED[character] ?? '');
}

/** `<lot ref="…" …>`; attributes in the order of the table, those at their default left out. */
export function startTag(spec: ElementSpec, value: Value, closed: boolean, extra = ''): string {
  let text = `<${spec.name}${extra}`;
  for (const attribute of spec.attributes.values()) {
    const given = value[attribute.property];
    if (!isDefault(attribute, given)) text += ` ${attribute.name}="${escaped(attribute.type.write(given))}"`;
  }
  return closed ? `${text}/>` : `${text}>`;
}

export const endTag = (spec: ElementSpec): string => `</${spec.name}>`;

function isDefault({ required, fallback }: BoundAttribute, given: unknown): boolean {
  if (given === null || given === undefined) return true;
  if (required) return false;
  return given === fallback || (Array.isArray(given) && given.length === 0);
}
