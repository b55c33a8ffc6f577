import { type Query, sql, type Sql } from '../platform/database/index.js';
import { keyset, type ListPage, type ListRequest, type SortKey } from '../platform/lists/index.js';
import type { NamedParty } from './domain/party-name.js';
import type { StaffFilters } from './staff-filters.js';
import type { StaffScope } from './staff-scope.js';
import { buildingWithin, currentOn } from './staff-scope.queries.js';
import { wordsOf } from './staff-buildings.queries.js';

export type LotKind = 'apartment' | 'house' | 'parking' | 'cellar' | 'shop' | 'office' | 'other';

export interface LotHolder extends NamedParty {
  partyId: string;
  part: 'owner' | 'lessee';
}

export interface ListedLot {
  id: string;
  number: string;
  kind: LotKind;
  floor: string | null;
  area: number | null;
  buildingId: string;
  building: string;
  holders: LotHolder[];
  at: (string | number)[];
}

const id: SortKey = { sql: sql`l.id`, type: 'uuid' };
const number: SortKey = { sql: sql`l.sort_number`, type: 'text' };
const building: SortKey[] = [
  { sql: sql`b.sort_name`, type: 'text' },
  { sql: sql`b.id`, type: 'uuid' },
];

export const LOT_SORTS = {
  immeuble: [...building, number, id],
  numero: [number, ...building, id],
  nature: [{ sql: sql`l.kind`, type: 'text' }, ...building, number, id],
  surface: [{ sql: sql`coalesce(l.area * 100, 0)::bigint`, type: 'bigint' }, id],
} satisfies Record<string, SortKey[]>;

export type LotSort = keyof typeof LOT_SORTS;

export async function listLots(
  query: Query,
  scope: StaffScope,
  filters: StaffFilters,
  request: ListRequest<LotSort>,
  today: string,
): Promise<ListPage<ListedLot>> {
  const page = keyset(LOT_SORTS[request.sort], request);
  const rows = await query<ListedLot>(sql`
    SELECT l.id, l.number, l.kind, l.floor, l.area, l.building_id AS "buildingId", b.name AS building,
      ${holdersOf(today)} AS holders, ${page.at} AS at
    ${fromLots(scope, filters)} AND ${page.where}
    ORDER BY ${page.order} LIMIT ${page.limit}`);
  return page.cut(rows);
}

export async function countLots(query: Query, scope: StaffScope, filters: StaffFilters): Promise<number> {
  const [row] = await query<{ count: number }>(sql`SELECT count(*)::int AS count ${fromLots(scope, filters)}`);
  return row?.count ?? 0;
}

/** Current holders of lot `l`, owners first, as JSON. */
export function holdersOf(today: string): Sql {
  return sql`(
    SELECT coalesce(json_agg(json_build_object('partyId', p.id, 'part', h.part, 'kind', p.kind, 'civility', p.civility,
      'lastName', p.last_name, 'firstName', p.first_name, 'companyName', p.company_name) ORDER BY h.part DESC, p.sort_name), '[]')
    FROM lot_holder h JOIN account a ON a.id = h.account_id AND a.publication_state = 'published'
      JOIN party p ON p.id = a.party_id AND p.publication_state = 'published'
    WHERE h.lot_id = l.id AND ${currentOn(today, sql`h.held_from`, sql`h.held_until`)})`;
}

function fromLots(scope: StaffScope, filters: StaffFilters): Sql {
  const { search, buildingId, managerId } = filters;
  return sql`
    FROM lot l JOIN building b ON b.id = l.building_id
    WHERE l.line = ${scope.line} AND l.publication_state = 'published' AND b.publication_state = 'published'
      AND ${buildingWithin(scope, sql`l.building_id`)}
      AND ${buildingId ? sql`l.building_id = ${buildingId}` : sql`TRUE`}
      AND ${managerId ? sql`b.manager_id = ${managerId}` : sql`TRUE`}
      AND ${search ? matching(search) : sql`TRUE`}`;
}

/** By its own number, its building, or who holds it. */
function matching(search: string): Sql {
  return sql`(lower(l.number) = lower(${search}) OR ${wordsOf(search, sql`b.words`)} OR l.id IN (
    SELECT h.lot_id FROM lot_holder h JOIN account a ON a.id = h.account_id
    WHERE starts_with(a.number, upper(${search})) OR a.party_id IN (SELECT f.id FROM app.find_parties(${search}) f)))`;
}
