import type { BusinessLine } from '../../manifest/manifest.types.js';

/** What someone is shown of a run: nothing, what it did in numbers, or every row of it, with the right to decide. */
export type Reach = 'none' | 'figures' | 'whole';

export interface Reader {
  lines: readonly BusinessLine[];
  /** null: every building. */
  buildingIds: readonly string[] | null;
}

/**
 * A run holds everyone's rows of its lines. Who works for one line only does not see those of the other; of a run of both, or who works
 * for some buildings, he reads the figures (spec 2.8).
 * @param lines those of the run; for one that could not be read, those of its source
 * @param everyLine those the agency has: who works for all of them reads whatever the run says
 */
export function reachOf(reader: Reader, lines: readonly BusinessLine[], everyLine: readonly BusinessLine[]): Reach {
  const covers = (wanted: readonly BusinessLine[]) => wanted.every((line) => reader.lines.includes(line));
  if (!covers(everyLine) && lines.length > 0 && !lines.some((line) => reader.lines.includes(line))) return 'none';
  const whole = reader.buildingIds === null && (covers(everyLine) || (lines.length > 0 && covers(lines)));
  return whole ? 'whole' : 'figures';
}
