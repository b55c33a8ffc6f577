import { type Query, sql, type Sql } from '../../platform/database/index.js';
import { keyset, type ListPage, type ListRequest, type SortKey } from '../../platform/lists/index.js';
import type { StaffScope } from '../../portfolio/index.js';
import {
  audienceWithin,
  documentWithin,
  KEPT,
  readerWithin,
  targetsOfBuildings,
  whollyWithin,
  WITHDRAWN,
} from './staff-documents.sql.js';

export interface DocumentFilters {
  search: string;
  buildingId: string | null;
  /** Beginning of an account number. */
  account: string;
  /** Days of the document, `YYYY-MM-DD`, included. */
  from: string | null;
  to: string | null;
  folder: string;
  /** Only those withdrawn at once, instead of those published. */
  withdrawn: boolean;
}

export interface DocumentAim {
  scope: 'account' | 'lot' | 'building' | 'line';
  name: string;
}

export interface BinderDocument {
  id: string;
  title: string;
  date: string;
  folder: string[];
  mediaType: string;
  bytes: number;
  publishedFrom: string;
  publishedUntil: string | null;
  state: 'published' | 'blocked' | 'pending';
  /** Of a document of "Documents du syndic": whom it is for there. */
  level: 'co_owner' | 'council_member' | null;
  /** The first of those it is for, and how many they are, of those the staff member sees. */
  aims: DocumentAim[];
  aimed: number;
  /** People who opened or saved it, of those the staff member sees. */
  readers: number;
  /** Addressed to nobody outside the staff member's buildings. */
  whollyHis: boolean;
  at: string[];
}

const SEARCHED_AT_MOST = 5_000;
const AIMS_SHOWN = 3;

export const DOCUMENT_SORTS = {
  date: [
    { sql: sql`d.document_date`, type: 'date' },
    { sql: sql`d.id`, type: 'uuid' },
  ],
  titre: [
    { sql: sql`app.fold(d.title)`, type: 'text' },
    { sql: sql`d.id`, type: 'uuid' },
  ],
  publie: [
    { sql: sql`d.published_from`, type: 'date' },
    { sql: sql`d.id`, type: 'uuid' },
  ],
} satisfies Record<string, SortKey[]>;
export type DocumentSort = keyof typeof DOCUMENT_SORTS;

/** One page of the documents of a binder (GED-70). */
export async function listBinderDocuments(
  query: Query,
  scope: StaffScope,
  binderId: string,
  filters: DocumentFilters,
  request: ListRequest<DocumentSort>,
): Promise<ListPage<BinderDocument>> {
  const page = keyset(DOCUMENT_SORTS[request.sort], request);
  const rows = await query<BinderDocument>(sql`
    SELECT d.id, d.title, d.document_date AS date, d.folder, d.media_type AS "mediaType", d.bytes,
      d.published_from AS "publishedFrom", d.published_until AS "publishedUntil", d.publication_state AS state, d.level,
      ${aimsOf(scope)} AS aims, ${aimedOf(scope)} AS aimed, ${whollyWithin(scope)} AS "whollyHis",
      (SELECT count(DISTINCT r.party_id)::int FROM consultation_record r WHERE r.document_id = d.id AND ${readerWithin(scope)}) AS readers,
      ${page.at} AS at
    ${fromBinder(scope, binderId, filters)} AND ${page.where}
    ORDER BY ${page.order} LIMIT ${page.limit}`);
  return page.cut(rows);
}

export async function countBinderDocuments(
  query: Query,
  scope: StaffScope,
  binderId: string,
  filters: DocumentFilters,
): Promise<number> {
  const [row] = await query<{ count: number }>(
    sql`SELECT count(*)::int AS count ${fromBinder(scope, binderId, filters)}`,
  );
  return row?.count ?? 0;
}

/** Folders of the binder that hold something the staff member sees, as they are written in its list. */
export async function foldersOf(query: Query, scope: StaffScope, binderId: string): Promise<string[]> {
  const rows = await query<{ folder: string }>(sql`
    SELECT DISTINCT array_to_string(d.folder, ' › ') AS folder FROM document d
    WHERE d.binder_id = ${binderId} AND ${KEPT} AND ${documentWithin(scope)} AND d.folder <> '{}' ORDER BY folder LIMIT 500`);
  return rows.map(({ folder }) => folder);
}

function fromBinder(scope: StaffScope, binderId: string, filters: DocumentFilters): Sql {
  const { search, buildingId, account, from, to, folder, withdrawn } = filters;
  const aimedAt = (targets: Sql) => sql`d.id IN (
    SELECT x.document_id FROM document_audience x WHERE x.binder_id = ${binderId} AND x.target_id IN ${targets})`;
  return sql`
    FROM document d WHERE d.binder_id = ${binderId} AND ${withdrawn ? WITHDRAWN : KEPT} AND ${documentWithin(scope)}
      AND ${search ? named(search, withdrawn) : sql`TRUE`}
      AND ${buildingId ? aimedAt(targetsOfBuildings([buildingId])) : sql`TRUE`}
      AND ${account ? aimedAt(sql`(SELECT a.id FROM account a WHERE starts_with(a.number, upper(${account})))`) : sql`TRUE`}
      AND ${from ? sql`d.document_date >= ${from}::date` : sql`TRUE`} AND ${to ? sql`d.document_date <= ${to}::date` : sql`TRUE`}
      AND ${folder ? sql`array_to_string(d.folder, ' › ') = ${folder}` : sql`TRUE`}`;
}

/** The index of words knows published documents only; those withdrawn are few and are read one by one. */
function named(search: string, withdrawn: boolean): Sql {
  if (withdrawn)
    return sql`app.words(d.title || ' ' || array_to_string(d.folder, ' ')) LIKE '%' || app.words(${search}) || '%'`;
  return sql`d.id IN (SELECT f.document_id FROM app.search_documents(${search}, ${SEARCHED_AT_MOST}) f)`;
}

/** Names of the first things document `d` is addressed to, of those the staff member sees, as JSON. */
export function aimsOf(scope: StaffScope, most = AIMS_SHOWN): Sql {
  return sql`(
    SELECT coalesce(json_agg(json_build_object('scope', aim.scope, 'name', aim.name)), '[]') FROM (
      SELECT x.scope, CASE x.scope
        WHEN 'account' THEN (SELECT a.number || ' – ' || coalesce(p.company_name, concat_ws(' ', p.last_name, p.first_name))
          FROM account a JOIN party p ON p.id = a.party_id WHERE a.id = x.target_id)
        WHEN 'lot' THEN (SELECT b.name || ', ' || l.number FROM lot l JOIN building b ON b.id = l.building_id WHERE l.id = x.target_id)
        WHEN 'building' THEN (SELECT b.name FROM building b WHERE b.id = x.target_id)
        ELSE '' END AS name
      FROM document_audience x WHERE x.document_id = d.id AND ${audienceWithin(scope)} ORDER BY x.scope, x.target_id LIMIT ${most}) aim)`;
}

/** How many things document `d` is addressed to, of those the staff member sees. */
export function aimedOf(scope: StaffScope): Sql {
  return sql`(SELECT count(*)::int FROM document_audience x WHERE x.document_id = d.id AND ${audienceWithin(scope)})`;
}
