import type { SpaceKind } from '../platform/auth/index.js';
import { type Query, sql, type Sql } from '../platform/database/index.js';
import { keyset, type ListPage, type ListRequest, type SortKey } from '../platform/lists/index.js';
import type { NamedParty } from './domain/party-name.js';
import type { StaffFilters } from './staff-filters.js';
import type { StaffScope } from './staff-scope.js';
import { accountOfBuildings, accountWithin, buildingWithin } from './staff-scope.queries.js';

export interface ListedClient extends NamedParty {
  id: string;
  email: string | null;
  city: string | null;
  accounts: string[];
  buildings: string[];
  at: string[];
}

const id: SortKey = { sql: sql`p.id`, type: 'uuid' };

export const CLIENT_SORTS = {
  nom: [{ sql: sql`p.sort_name`, type: 'text' }, id],
  compte: [{ sql: sql`held.number`, type: 'text' }, id],
} satisfies Record<string, SortKey[]>;

export type ClientSort = keyof typeof CLIENT_SORTS;

/** Clients are the parties of the published accounts of that kind. */
export async function listClients(
  query: Query,
  kind: SpaceKind,
  scope: StaffScope,
  filters: StaffFilters,
  request: ListRequest<ClientSort>,
): Promise<ListPage<ListedClient>> {
  const page = keyset(CLIENT_SORTS[request.sort], request);
  const rows = await query<ListedClient>(sql`
    WITH page AS MATERIALIZED (
      SELECT p.id, ${page.at} AS at, row_number() OVER (ORDER BY ${page.order}) AS rank
      ${fromClients(kind, scope, filters, request.sort)} AND ${page.where}
      ORDER BY ${page.order} LIMIT ${page.limit}),
    held AS MATERIALIZED (
      SELECT a.id, a.party_id, a.number, a.building_id FROM page JOIN account a ON a.party_id = page.id
      WHERE a.kind = ${kind} AND a.publication_state = 'published' AND ${accountWithin(scope)}),
    place AS (
      SELECT party_id, building_id FROM held
      UNION SELECT held.party_id, l.building_id FROM held JOIN lot_holder h ON h.account_id = held.id JOIN lot l ON l.id = h.lot_id)
    SELECT p.id, p.kind, p.civility, p.last_name AS "lastName", p.first_name AS "firstName", p.company_name AS "companyName",
      p.email, p.city, page.at,
      (SELECT array_agg(held.number ORDER BY held.number) FROM held WHERE held.party_id = p.id) AS accounts,
      coalesce(places.names, '{}') AS buildings
    FROM page JOIN party p ON p.id = page.id LEFT JOIN (
      SELECT place.party_id, array_agg(b.name ORDER BY b.sort_name) AS names
      FROM place JOIN building b ON b.id = place.building_id AND b.publication_state = 'published' AND ${buildingWithin(scope, sql`b.id`)}
      GROUP BY place.party_id) places ON places.party_id = p.id
    ORDER BY page.rank`);
  return page.cut(rows);
}

export async function countClients(
  query: Query,
  kind: SpaceKind,
  scope: StaffScope,
  filters: StaffFilters,
): Promise<number> {
  const [row] = await query<{ count: number }>(
    sql`SELECT count(*)::int AS count ${fromClients(kind, scope, filters, 'nom')}`,
  );
  return row?.count ?? 0;
}

/** The number of the account is joined only where the list is sorted by it: it costs a pass over all of them. */
function fromClients(kind: SpaceKind, scope: StaffScope, filters: StaffFilters, sort: ClientSort): Sql {
  const { search, buildingId, managerId } = filters;
  const account = sql`a.kind = ${kind} AND a.publication_state = 'published'
    AND ${scope.buildingIds ? accountOfBuildings(scope.buildingIds) : sql`TRUE`}
    AND ${buildingId ? accountOfBuildings([buildingId]) : sql`TRUE`}
    AND ${managerId ? managedBy(managerId) : sql`TRUE`}`;
  const people = search
    ? matching(search)
    : sql`(SELECT id, sort_name FROM party WHERE publication_state = 'published')`;
  if (sort === 'nom') return sql`FROM ${people} p WHERE p.id IN (SELECT a.party_id FROM account a WHERE ${account})`;
  return sql`
    FROM ${people} p
      JOIN (SELECT a.party_id, min(a.number) AS number FROM account a WHERE ${account} GROUP BY a.party_id) held ON held.party_id = p.id
    WHERE TRUE`;
}

function managedBy(managerId: string): Sql {
  return sql`(a.manager_id = ${managerId} OR a.building_id IN (SELECT b.id FROM building b WHERE b.manager_id = ${managerId}))`;
}

/** By name, address, email, or the beginning of an account number. */
function matching(search: string): Sql {
  return sql`(
    SELECT id, sort_name FROM app.find_parties(${search})
    UNION SELECT o.id, o.sort_name FROM account s JOIN party o ON o.id = s.party_id
      WHERE starts_with(s.number, upper(${search})) AND o.publication_state = 'published')`;
}
