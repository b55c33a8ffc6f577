import fc, { type Arbitrary } from 'fast-check';
import { SECTIONS, type RowBySection, type Section } from '../manifest.types.js';
import { ROWS } from './arbitrary-rows.js';

export type AnyRow = { [S in Section]: { section: S; row: RowBySection[S] } }[Section];

const sectionRows = (section: Section): Arbitrary<AnyRow[]> =>
  fc
    .uniqueArray(ROWS[section] as Arbitrary<AnyRow['row']>, { maxLength: 4, selector: uniqueKey })
    .map((rows) => withOwnChildRefs(rows).map((row) => ({ section, row }) as AnyRow));

const uniqueKey = (row: AnyRow['row']): string =>
  'path' in row ? `${row.businessLine} ${row.path.join(' / ')}` : row.ref;

/** References of keys and fiscal years are unique in the file: a building lends them its own. */
function withOwnChildRefs(rows: AnyRow['row'][]): AnyRow['row'][] {
  return rows.map((row, index) => {
    if ('path' in row) return { ...row, ref: `${row.ref}-${index}` };
    if (!('allocationKeys' in row)) return row;
    const own = <T extends { ref: string }>(items: T[]): T[] =>
      items.map((item) => ({ ...item, ref: `${row.ref}/${item.ref}` }));
    return { ...row, allocationKeys: own(row.allocationKeys), fiscalYears: own(row.fiscalYears) };
  });
}

export interface AnyManifest {
  sections: Section[];
  rows: AnyRow[];
}

/** The rows of a whole valid manifest, some sections of which are empty; lines are 0. */
export const anyManifest: Arbitrary<AnyManifest> = fc
  .subarray([...SECTIONS], { minLength: 1 })
  .chain((sections) => fc.tuple(...sections.map(sectionRows)).map((rows) => ({ sections, rows: rows.flat() })));
