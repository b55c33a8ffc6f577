import type { ManifestRow, RowBySection, Section } from '../../publication/manifest/manifest.types.js';

interface Item {
  section: Section;
  row: ManifestRow;
}
type Reference = [from: string, section: Section | 'allocationKeys' | 'fiscalYears', to: string | null];

const rowsOf = <S extends Section>(items: readonly Item[], section: S) =>
  items.filter((item) => item.section === section).map(({ row }) => row as RowBySection[S]);

/** References of a manifest that lead to nothing: "document D77 → buildings I099". */
export function unresolved(items: readonly Item[]): string[] {
  const known = new Map<string, Set<string>>();
  const note = (section: string, ref: string) =>
    (known.get(section) ?? known.set(section, new Set()).get(section))?.add(ref);
  for (const { section, row } of items) note(section, row.ref);
  for (const { allocationKeys, fiscalYears } of rowsOf(items, 'buildings')) {
    for (const { ref } of allocationKeys) note('allocationKeys', ref);
    for (const { ref } of fiscalYears) note('fiscalYears', ref);
  }
  return references(items)
    .filter(([, section, to]) => to !== null && !known.get(section)?.has(to))
    .map(([from, section, to]) => `${from} → ${section} ${to}`);
}

function references(items: readonly Item[]): Reference[] {
  return [
    ...rowsOf(items, 'buildings').flatMap(
      ({ ref, entity, council, caretakers, manager, assistant, accountant }): Reference[] => [
        [ref, 'entities', entity],
        ...council.map(({ party }): Reference => [ref, 'parties', party]),
        ...caretakers.map(({ party }): Reference => [ref, 'parties', party]),
        ...[manager, assistant, accountant].map((person): Reference => [ref, 'staff', person]),
      ],
    ),
    ...rowsOf(items, 'lots').flatMap(({ ref, building, shares, holders }): Reference[] => [
      [ref, 'buildings', building],
      ...shares.map(({ key }): Reference => [ref, 'allocationKeys', key]),
      ...holders.map(({ account }): Reference => [ref, 'accounts', account]),
    ]),
    ...rowsOf(items, 'suppliers').map(({ ref, party }): Reference => [ref, 'parties', party]),
    ...rowsOf(items, 'accounts').flatMap(({ ref, entity, party, building, entries }): Reference[] => [
      [ref, 'entities', entity],
      [ref, 'parties', party],
      [ref, 'buildings', building],
      ...entries.map(({ document }): Reference => [ref, 'documents', document]),
    ]),
    ...rowsOf(items, 'expenses').flatMap(({ ref, building, fiscalYear, key, supplier, documents }): Reference[] => [
      [ref, 'buildings', building],
      [ref, 'fiscalYears', fiscalYear],
      [ref, 'allocationKeys', key],
      [ref, 'suppliers', supplier],
      ...documents.map((document): Reference => [ref, 'documents', document]),
    ]),
    ...rowsOf(items, 'worksFunds').map(({ ref, lot }): Reference => [ref, 'lots', lot]),
    ...rowsOf(items, 'photos').flatMap(({ ref, building, lot }): Reference[] => [
      [ref, 'buildings', building],
      [ref, 'lots', lot],
    ]),
    ...rowsOf(items, 'documents').flatMap(documentReferences),
  ];
}

const AUDIENCE_SECTION = { account: 'accounts', lot: 'lots', building: 'buildings' } as const;

function documentReferences(row: RowBySection['documents']): Reference[] {
  if (row.withdrawn) return [];
  const audiences = row.audiences.map(({ scope, target }): Reference => [
    row.ref,
    scope === 'line' ? 'documents' : AUDIENCE_SECTION[scope],
    scope === 'line' ? null : target,
  ]);
  return [[row.ref, 'binders', row.binder], [row.ref, 'documents', row.replaces], ...audiences];
}
