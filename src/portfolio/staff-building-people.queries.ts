import { type Query, sql, type Sql } from '../platform/database/index.js';
import { keyset, type ListPage, type ListRequest, type SortKey } from '../platform/lists/index.js';
import type { NamedParty } from './domain/party-name.js';
import type { StaffFilters } from './staff-filters.js';
import type { StaffScope } from './staff-scope.js';
import { buildingWithin, currentOn } from './staff-scope.queries.js';

/** Someone who has a part in a building: a member of its council, its caretaker. */
export interface BuildingPerson extends NamedParty {
  id: string;
  email: string | null;
  phone: string | null;
  buildingId: string;
  building: string;
  /** Of a council: member or president. */
  title: 'member' | 'president' | null;
  since: string | null;
  /** Of a caretaker: hours and place. */
  presence: string | null;
  at: (string | number)[];
}

export type Part = 'council' | 'caretakers';

const unique: SortKey[] = [
  { sql: sql`b.id`, type: 'uuid' },
  { sql: sql`c.position::bigint`, type: 'bigint' },
];
const name: SortKey = { sql: sql`p.sort_name`, type: 'text' };

export const BUILDING_PEOPLE_SORTS = {
  nom: [name, ...unique],
  immeuble: [{ sql: sql`b.sort_name`, type: 'text' }, ...unique],
} satisfies Record<string, SortKey[]>;

export const COUNCIL_SORTS = {
  ...BUILDING_PEOPLE_SORTS,
  qualite: [{ sql: sql`c.title`, type: 'text' }, name, ...unique],
  depuis: [{ sql: sql`coalesce(c.since, '-infinity'::date)`, type: 'date' }, ...unique],
} satisfies Record<string, SortKey[]>;

export type BuildingPeopleSort = keyof typeof COUNCIL_SORTS;

export async function listBuildingPeople(
  query: Query,
  part: Part,
  scope: StaffScope,
  filters: StaffFilters,
  request: ListRequest<BuildingPeopleSort>,
  today: string,
): Promise<ListPage<BuildingPerson>> {
  const page = keyset(COUNCIL_SORTS[request.sort], request);
  const own =
    part === 'council'
      ? sql`c.title, c.since, NULL AS presence, coalesce(p.mobile, p.phone) AS phone`
      : sql`NULL AS title, NULL AS since, c.presence, coalesce(c.phone, p.mobile, p.phone) AS phone`;
  const rows = await query<BuildingPerson>(sql`
    SELECT p.id, p.kind, p.civility, p.last_name AS "lastName", p.first_name AS "firstName", p.company_name AS "companyName",
      p.email, b.id AS "buildingId", b.name AS building, ${own}, ${page.at} AS at
    ${fromPeople(part, scope, filters, today)} AND ${page.where}
    ORDER BY ${page.order} LIMIT ${page.limit}`);
  return page.cut(rows);
}

export async function countBuildingPeople(
  query: Query,
  part: Part,
  scope: StaffScope,
  filters: StaffFilters,
  today: string,
): Promise<number> {
  const [row] = await query<{ count: number }>(
    sql`SELECT count(*)::int AS count ${fromPeople(part, scope, filters, today)}`,
  );
  return row?.count ?? 0;
}

function fromPeople(part: Part, scope: StaffScope, filters: StaffFilters, today: string): Sql {
  const { search, buildingId, managerId } = filters;
  const table =
    part === 'council'
      ? sql`(SELECT * FROM council_membership m WHERE ${currentOn(today, sql`m.since`, sql`m.until`)})`
      : sql`caretaker`;
  return sql`
    FROM ${table} c JOIN building b ON b.id = c.building_id JOIN party p ON p.id = c.party_id
    WHERE b.line = ${scope.line} AND b.publication_state = 'published' AND p.publication_state = 'published'
      AND ${buildingWithin(scope, sql`b.id`)}
      AND ${buildingId ? sql`b.id = ${buildingId}` : sql`TRUE`}
      AND ${managerId ? sql`b.manager_id = ${managerId}` : sql`TRUE`}
      AND ${search ? sql`p.id IN (SELECT f.id FROM app.find_parties(${search}) f)` : sql`TRUE`}`;
}
