import { oneOf, setOf, type Lexical } from '../lexical.js';
import type { BusinessLine, Level } from '../manifest.types.js';

export const LINES = ['gerance', 'syndic'] as const satisfies readonly BusinessLine[];
export const line: Lexical<BusinessLine> = oneOf(...LINES);
export const lineSet: Lexical<BusinessLine[]> = setOf(LINES, { min: 1 });

/** Syndic levels from the widest to the narrowest: one opened opens those on its right. */
export const SYNDIC_LEVELS = ['co_owner', 'council_member', 'president'] as const satisfies readonly Level[];
export const GERANCE_LEVELS = ['landlord', 'lessee'] as const satisfies readonly Level[];
export const levels: Lexical<Level[]> = setOf([...GERANCE_LEVELS, ...SYNDIC_LEVELS], { min: 0 });

/** The levels of a binder of this line, closed to the right for syndic; undefined when one belongs to the other line. */
export function levelsOf(businessLine: BusinessLine, given: readonly Level[]): Level[] | undefined {
  const known: readonly Level[] = businessLine === 'syndic' ? SYNDIC_LEVELS : GERANCE_LEVELS;
  if (!given.every((level) => known.includes(level))) return undefined;
  if (businessLine === 'gerance' || given.length === 0) return [...given];
  return known.slice(known.findIndex((level) => given.includes(level)));
}
