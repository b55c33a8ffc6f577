import { type Query, sql, type Sql } from '../../../platform/database/index.js';
import type { BusinessLine } from '../../../platform/tenancy/index.js';
import type { RecipientScope } from '../domain/facts.js';
import { currentReach, targetsOf } from './reach.sql.js';

export interface FoundRecipient {
  scope: RecipientScope;
  targetId: string;
  name: string;
  /** Building or holder, under the name. */
  note: string | null;
  published: boolean;
}

export interface FoundRecipients {
  buildings: FoundRecipient[];
  lots: FoundRecipient[];
  accounts: FoundRecipient[];
  /** More than are shown. */
  more: boolean;
}

const SHOWN = 20;

/**
 * Of that line and within the staff member's reach: buildings by words of name or address, accounts by the beginning of their number or by
 * words of their holder's name; or, of one building, all of its lots and accounts.
 */
export async function searchRecipients(
  query: Query,
  line: BusinessLine,
  asked: { search: string; buildingId: string | null },
): Promise<FoundRecipients> {
  const { search, buildingId } = asked;
  if (!search && !buildingId) return { buildings: [], lots: [], accounts: [], more: false };
  const [buildings, lots, accounts] = await Promise.all([
    buildingId ? [] : findBuildings(query, line, search),
    buildingId ? findLots(query, line, buildingId, search) : [],
    findAccounts(query, line, buildingId, search),
  ]);
  const cut = (found: FoundRecipient[]) => found.slice(0, limitOf(buildingId));
  const more = [buildings, lots, accounts].some((found) => found.length > limitOf(buildingId));
  return { buildings: cut(buildings), lots: cut(lots), accounts: cut(accounts), more };
}

const limitOf = (buildingId: string | null) => (buildingId ? 200 : SHOWN);

/** Every word of the search begins a word of that text. */
const wordsOf = (column: Sql, search: string) => sql`NOT EXISTS (
  SELECT FROM regexp_split_to_table(btrim(app.words(${search})), ' ') AS word WHERE word <> '' AND ${column} NOT LIKE '% ' || word || '%')`;

function findBuildings(query: Query, line: BusinessLine, search: string): Promise<FoundRecipient[]> {
  return query<FoundRecipient>(sql`
    SELECT 'building' AS scope, b.id AS "targetId", b.name, concat_ws(' ', b.address_lines[1], b.postal_code, b.city) AS note, true AS published
    FROM building b WHERE b.line = ${line} AND b.publication_state = 'published' AND ${within(sql`b.id`)} AND ${wordsOf(sql`b.words`, search)}
    ORDER BY b.sort_name, b.id LIMIT ${SHOWN + 1}`);
}

function findLots(query: Query, line: BusinessLine, buildingId: string, search: string): Promise<FoundRecipient[]> {
  return query<FoundRecipient>(sql`
    SELECT 'lot' AS scope, l.id AS "targetId", 'Lot ' || l.number AS name, (
        SELECT string_agg(DISTINCT coalesce(p.company_name, concat_ws(' ', p.last_name, p.first_name)), ', ')
        FROM lot_holder h JOIN account a ON a.id = h.account_id JOIN party p ON p.id = a.party_id WHERE h.lot_id = l.id) AS note, true AS published
    FROM lot l WHERE l.line = ${line} AND l.building_id = ${buildingId} AND l.publication_state = 'published' AND ${within(sql`l.building_id`)}
      AND (${search} = '' OR l.number = ${search}) ORDER BY l.sort_number, l.id LIMIT ${limitOf(buildingId) + 1}`);
}

function findAccounts(
  query: Query,
  line: BusinessLine,
  buildingId: string | null,
  search: string,
): Promise<FoundRecipient[]> {
  const ofBuilding = buildingId ? sql`a.id IN ${targetsOf([buildingId])}` : sql`TRUE`;
  const found = search
    ? sql`(starts_with(a.number, upper(${search})) OR a.party_id IN (SELECT f.id FROM app.find_parties(${search}) f))`
    : sql`TRUE`;
  return query<FoundRecipient>(sql`
    SELECT 'account' AS scope, a.id AS "targetId", a.number || ' – ' || coalesce(p.company_name, concat_ws(' ', p.last_name, p.first_name)) AS name,
      b.name AS note, a.publication_state = 'published' AS published
    FROM account a JOIN party p ON p.id = a.party_id LEFT JOIN building b ON b.id = a.building_id
    WHERE a.line = ${line} AND a.publication_state <> 'withdrawn' AND ${within(sql`a.id`)} AND ${ofBuilding} AND ${found}
    ORDER BY a.number, a.id LIMIT ${limitOf(buildingId) + 1}`);
}

/** Of what is wished for, that which exists in the line and within reach. */
export function knownTargets(
  query: Query,
  line: BusinessLine,
  wished: readonly { scope: RecipientScope; targetId: string }[],
): Promise<{ scope: RecipientScope; targetId: string }[]> {
  const scopes = wished.map(({ scope }) => scope);
  const ids = wished.map(({ targetId }) => targetId);
  return query(sql`
    SELECT w.scope, w.id AS "targetId" FROM unnest(${scopes}::text[], ${ids}::uuid[]) AS w (scope, id)
    WHERE ${within(sql`w.id`)} AND CASE w.scope
      WHEN 'account' THEN EXISTS (SELECT FROM account a WHERE a.id = w.id AND a.line = ${line} AND a.publication_state <> 'withdrawn')
      WHEN 'lot' THEN EXISTS (SELECT FROM lot l WHERE l.id = w.id AND l.line = ${line} AND l.publication_state = 'published')
      ELSE EXISTS (SELECT FROM building b WHERE b.id = w.id AND b.line = ${line} AND b.publication_state = 'published'
        AND (w.scope = 'building' OR b.line = 'syndic')) END`);
}

function within(column: Sql): Sql {
  const { buildingIds } = currentReach();
  return buildingIds ? sql`${column} IN ${targetsOf(buildingIds)}` : sql`TRUE`;
}
