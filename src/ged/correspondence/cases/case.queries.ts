import { type Query, sql, type Sql } from '../../../platform/database/index.js';
import { keyset, type ListPage, type ListRequest } from '../../../platform/lists/index.js';
import type { BusinessLine } from '../../../platform/tenancy/index.js';
import { currentReach, seenBy } from '../desk/reach.sql.js';

export interface CaseFile {
  id: string;
  number: string;
  label: string;
  typeId: string;
  type: string;
  createdAt: Date;
  /** Correspondence of it that the viewer sees. */
  events: number;
}

export interface CaseType {
  id: string;
  label: string;
  cases: number;
}

const COLUMNS = sql`f.id, f.number, f.label, f.type_id AS "typeId", ct.label AS type, f.created_at AS "createdAt"`;
const events = () =>
  sql`(SELECT count(*)::int FROM correspondence c WHERE c.case_file_id = f.id AND ${seenBy(currentReach())})`;
const FROM = sql`FROM case_file f JOIN case_type ct ON ct.id = f.type_id`;

/** By its number, whatever its case; `0152` and `152` are two. */
export async function findCaseFile(query: Query, number: string): Promise<{ id: string } | null> {
  const [row] = await query<{ id: string }>(sql`SELECT f.id FROM case_file f WHERE f.number = upper(${number})`);
  return row ?? null;
}

export async function caseFileById(query: Query, id: string): Promise<CaseFile | null> {
  const [row] = await query<CaseFile>(sql`SELECT ${COLUMNS}, ${events()} AS events ${FROM} WHERE f.id = ${id}`);
  return row ?? null;
}

/** Newest first. */
export async function listCaseFiles(
  query: Query,
  filters: { search: string; typeId: string | null },
  request: ListRequest<'date'>,
): Promise<ListPage<CaseFile & { at: string[] }>> {
  const page = keyset(
    [
      { sql: sql`f.created_at`, type: 'timestamptz' },
      { sql: sql`f.id`, type: 'uuid' },
    ],
    request,
  );
  const rows = await query<CaseFile & { at: string[] }>(sql`
    SELECT ${COLUMNS}, ${events()} AS events, ${page.at} AS at ${FROM} WHERE ${matching(filters)} AND ${page.where}
    ORDER BY ${page.order} LIMIT ${page.limit}`);
  return page.cut(rows);
}

export async function countCaseFiles(
  query: Query,
  filters: { search: string; typeId: string | null },
): Promise<{ found: number; any: boolean }> {
  const [row] = await query<{ found: number; any: boolean }>(sql`
    SELECT (SELECT count(*)::int ${FROM} WHERE ${matching(filters)}) AS found, EXISTS (SELECT FROM case_file) AS any`);
  return row ?? { found: 0, any: false };
}

export function caseTypes(query: Query): Promise<CaseType[]> {
  return query<CaseType>(sql`
    SELECT ct.id, ct.label, (SELECT count(*)::int FROM case_file f WHERE f.type_id = ct.id) AS cases
    FROM case_type ct ORDER BY app.fold(ct.label), ct.id`);
}

/** The newest ones, as suggestions of a field. */
export function caseSuggestions(query: Query): Promise<{ number: string; label: string; type: string }[]> {
  return query(sql`SELECT f.number, f.label, ct.label AS type ${FROM} ORDER BY f.created_at DESC, f.id DESC LIMIT 200`);
}

export interface CaseEvent {
  number: number;
  subject: string;
  day: string;
  line: BusinessLine;
}

export function eventsOfCase(query: Query, caseFileId: string): Promise<CaseEvent[]> {
  return query<CaseEvent>(sql`
    SELECT c.number, c.subject, coalesce(c.processed_on, c.created_at::date) AS day, c.line FROM correspondence c
    WHERE c.case_file_id = ${caseFileId} AND ${seenBy(currentReach())} ORDER BY c.number DESC LIMIT 200`);
}

/** One more than the highest that is only digits, on four at least. */
export async function nextCaseNumber(query: Query): Promise<string> {
  const [row] = await query<{ next: string }>(sql`
    SELECT lpad(next::text, greatest(4, length(next::text)), '0') AS next
    FROM (SELECT coalesce(max(f.number::bigint), 0) + 1 AS next FROM case_file f WHERE f.number ~ '^[0-9]{1,15}$') AS highest`);
  return row?.next ?? '0001';
}

function matching({ search, typeId }: { search: string; typeId: string | null }): Sql {
  return sql`${typeId ? sql`f.type_id = ${typeId}` : sql`TRUE`}
    AND ${search ? sql`(starts_with(f.number, upper(${search})) OR strpos(app.fold(f.label), app.fold(${search})) > 0)` : sql`TRUE`}`;
}
