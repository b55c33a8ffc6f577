import { cut, grouped } from '../format/fault.js';
import { ManifestRefused, type Problem, type ProblemCode, type Section } from '../manifest.types.js';

/** A place in the file; lines and columns count from 1. */
export interface Place {
  readonly line: number;
  readonly column: number | null;
}

const NOWHERE = { section: null, ref: null, line: null, column: null } as const;

/** "Ligne 4 812, colonne 17 : balise fermante attendue." */
export function refusal(
  code: ProblemCode,
  place: Place | null,
  message: string,
  about: Partial<Problem> = {},
): ManifestRefused {
  const column = place?.column ? `, colonne ${grouped(place.column)}` : '';
  const where = place ? `Ligne ${grouped(place.line)}${column} : ` : '';
  return new ManifestRefused({ ...NOWHERE, ...place, ...about, severity: 'refusal', code, message: where + message });
}

export const truncated = (line: number): ManifestRefused =>
  new ManifestRefused({
    ...NOWHERE,
    severity: 'refusal',
    code: 'MAN-03',
    line,
    message: `Le bordereau est tronqué après la ligne ${grouped(line)}.`,
  });

export const repeated = (section: Section, ref: string, former: number, line: number): ManifestRefused =>
  new ManifestRefused({
    severity: 'refusal',
    code: 'MAN-07',
    section,
    ref,
    line,
    column: null,
    message: `Référence ${ref} en double (lignes ${grouped(former)} et ${grouped(line)}).`,
  });

export const warning = (
  code: ProblemCode,
  place: Place,
  message: string,
  about: Partial<Pick<Problem, 'section' | 'ref'>> = {},
): Problem => ({ ...NOWHERE, ...place, ...about, severity: 'warning', code, message });

/** "Document D77", or "Document sans référence" when it has none that can be read. */
export const nameOf = (noun: string, ref: string | null): string =>
  `${noun} ${ref === null ? 'sans référence' : cut(ref)}`;
