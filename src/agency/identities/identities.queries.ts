import { type Query, sql, type Sql } from '../../platform/database/index.js';
import { keyset, type ListPage, type ListRequest, type SortKey } from '../../platform/lists/index.js';
import type { BusinessLine } from '../../platform/tenancy/index.js';
import { accountWithin, buildingWithin, type NamedParty } from '../../portfolio/index.js';
import {
  hasAccess,
  type IdentityFilters,
  inLine,
  isA,
  partyWithin,
  sitting,
  staffIsShown,
} from './identity-conditions.sql.js';

export interface Identity extends NamedParty {
  id: string;
  /** Someone of the agency, or one of its clients and suppliers. */
  origin: 'party' | 'staff';
  email: string | null;
  /** Of a staff member. */
  role: string | null;
  /** What a party is, in which line: `co_owner`, `landlord`, `lessee`, `council`, `caretaker`. */
  parts: { part: string; line: BusinessLine }[];
  supplierId: string | null;
  at: string[];
}

const ORDER: SortKey[] = [
  { sql: sql`i.sort_name`, type: 'text' },
  { sql: sql`i.id`, type: 'uuid' },
];
export const COUNTED_AT_MOST = 1_000;

/** One page of identities by name; each branch brings a page of its own, which an index gives (ADM-61 to ADM-64). */
export async function listIdentities(
  query: Query,
  filters: IdentityFilters,
  request: ListRequest<'nom'>,
): Promise<ListPage<Identity>> {
  const page = keyset(ORDER, request);
  const branch = (people: Sql, origin: string) => sql`(
    SELECT i.id, i.sort_name, ${origin} AS origin, ${page.at} AS at FROM (${people}) i
    WHERE ${page.where} ORDER BY ${page.order} LIMIT ${page.limit})`;
  const rows = await query<Identity>(sql`
    WITH i AS (${branch(parties(filters), 'party')} UNION ALL ${branch(staff(filters), 'staff')}),
    page AS MATERIALIZED (SELECT i.*, row_number() OVER (ORDER BY ${page.order}) AS rank FROM i ORDER BY ${page.order} LIMIT ${page.limit})
    SELECT page.id, page.origin, page.at, coalesce(p.kind, 'person') AS kind, p.civility,
      coalesce(p.last_name, m.last_name, s.last_name) AS "lastName", coalesce(p.first_name, m.first_name, s.first_name) AS "firstName",
      p.company_name AS "companyName", coalesce(l.email, p.email, m.email, s.email) AS email, coalesce(m.role, s.role) AS role,
      ${partsOf(filters)} AS parts,
      (SELECT f.id FROM supplier f WHERE f.party_id = p.id AND f.publication_state = 'published' LIMIT 1) AS "supplierId"
    FROM page LEFT JOIN party p ON page.origin = 'party' AND p.id = page.id
      LEFT JOIN resident_login l ON l.party_id = p.id
      LEFT JOIN staff_member m ON page.origin = 'staff' AND m.id = page.id
      LEFT JOIN listed_staff s ON page.origin = 'staff' AND s.id = page.id
    ORDER BY page.rank`);
  return page.cut(rows);
}

/** @returns one more than COUNTED_AT_MOST when there are more */
export async function countIdentities(query: Query, filters: IdentityFilters): Promise<number> {
  const [row] = await query<{ count: number }>(sql`
    SELECT count(*)::int AS count FROM (
      SELECT FROM (SELECT id FROM (${parties(filters)}) p UNION ALL SELECT id FROM (${staff(filters)}) s) found
      LIMIT ${COUNTED_AT_MOST + 1}) counted`);
  return row?.count ?? 0;
}

function parties(filters: IdentityFilters): Sql {
  const { search, category } = filters;
  if (category === 'staff') return sql`SELECT id, sort_name FROM party WHERE FALSE`;
  const named = search ? sql`app.find_parties(${search})` : sql`party`;
  return sql`SELECT p.id, p.sort_name FROM ${named} p
    WHERE ${search ? sql`TRUE` : sql`p.publication_state = 'published'`}
      AND ${isA(filters)} AND ${inLine(filters)} AND ${hasAccess(filters)} AND ${partyWithin(filters)}`;
}

/** Those who sign in, and those a manifest names who do not (ADM-20). */
function staff(filters: IdentityFilters): Sql {
  const sorted = (of: string) =>
    of === 'm'
      ? sql`app.fold(m.last_name || coalesce(' ' || nullif(m.first_name, ''), ''))`
      : sql`app.fold(s.last_name || coalesce(' ' || s.first_name, ''))`;
  const found = (of: string) =>
    filters.search
      ? sql`' ' || ${sorted(of)} LIKE ALL (SELECT '% ' || word || '%' FROM regexp_split_to_table(btrim(app.words(${filters.search})), ' ') AS word)`
      : sql`TRUE`;
  if (!staffIsShown(filters)) return sql`SELECT id, last_name AS sort_name FROM staff_member WHERE FALSE`;
  const ofLine = filters.line ? sql`(m.lines = '{}' OR ${filters.line} = ANY (m.lines))` : sql`TRUE`;
  return sql`
    SELECT m.id, ${sorted('m')} AS sort_name FROM staff_member m WHERE m.disabled_at IS NULL AND ${found('m')} AND ${ofLine}
    UNION ALL
    SELECT s.id, ${sorted('s')} FROM listed_staff s WHERE s.publication_state = 'published' AND ${found('s')}
      AND NOT EXISTS (SELECT FROM staff_member m WHERE m.listed_staff_id = s.id)`;
}

/** What he is within the viewer's buildings. */
function partsOf(limits: IdentityFilters): Sql {
  const within = buildingWithin(limits, sql`b.id`);
  return sql`(
    SELECT coalesce(json_agg(DISTINCT jsonb_build_object('part', x.part, 'line', x.line)), '[]') FROM (
      SELECT a.kind AS part, a.line FROM account a
        WHERE a.party_id = p.id AND a.publication_state = 'published' AND ${accountWithin(limits)}
      UNION ALL SELECT 'council', b.line FROM council_membership c JOIN building b ON b.id = c.building_id
        WHERE c.party_id = p.id AND b.publication_state = 'published' AND ${sitting(limits)} AND ${within}
      UNION ALL SELECT 'caretaker', b.line FROM caretaker c JOIN building b ON b.id = c.building_id
        WHERE c.party_id = p.id AND b.publication_state = 'published' AND ${within}) x)`;
}
