import { join, type Query, sql, type Sql } from '../platform/database/index.js';
import type { CursorValue, Keyset, SortKey } from '../platform/lists/index.js';
import { searchQuery } from './domain/search-query.js';
import type { Shelf } from './domain/shelves.js';
import { type Reader, visibleDocuments } from '../portfolio/index.js';

/** A reader whose consultations are known. */
export interface ResidentReader extends Reader {
  partyId: string;
}

export interface DocumentRow {
  id: string;
  title: string;
  date: string;
  bytes: number;
  mediaType: string;
  /** Names of the binder, then of the folder. */
  path: string[];
  /** What it is addressed to, of what the reader stands on. */
  targets: string[];
  /** Never opened by the reader. */
  fresh: boolean;
  at: CursorValue[];
}

export interface WholeDocument {
  id: string;
  title: string;
  date: string;
  bytes: number;
  mediaType: string;
  sha256: string;
  path: string[];
}

/** Newest first. */
export const DOCUMENT_ORDER: SortKey[] = [
  { sql: sql`v.document_date`, type: 'date' },
  { sql: sql`v.id`, type: 'uuid' },
];

const path = sql`v.binder_path || v.folder`;

/**
 * Counts by binder and folder, in the order of binders; with `empties`, binders of the line that the reader could read in and
 * that hold nothing for him [RES-27].
 */
export function readShelves(query: Query, reader: ResidentReader, empties: boolean): Promise<Shelf[]> {
  const rank = Math.max(0, ...reader.standing.map((target) => target.rank));
  const line = reader.kind === 'co_owner' ? 'syndic' : 'gerance';
  return query<Shelf>(sql`
    SELECT b.path || coalesce(c.folder, '{}') AS path, coalesce(c.documents, 0) AS documents, coalesce(c.fresh, 0) AS fresh,
      coalesce(c.years, '{}') AS years
    FROM binder b LEFT JOIN (
      SELECT d.binder_id, d.folder, count(*)::int AS documents, count(*) FILTER (WHERE ${unopened(reader, sql`d.id`)})::int AS fresh,
        array_agg(DISTINCT extract(year FROM d.document_date)::int) AS years
      FROM (SELECT DISTINCT v.id, v.binder_id, v.folder, v.document_date FROM ${visibleDocuments(reader)} v) d
      GROUP BY d.binder_id, d.folder) c ON c.binder_id = b.id
    WHERE b.line = ${line} AND b.active AND b.publication_state = 'published'
      AND (c.binder_id IS NOT NULL OR (${empties} AND app.rank_asked(${reader.kind}, b.levels, b.role, NULL) <= ${rank}))
    ORDER BY b.position, b.path, c.folder`);
}

export async function countFresh(query: Query, reader: ResidentReader): Promise<number> {
  const [row] = await query<{ count: number }>(sql`
    SELECT count(DISTINCT v.id)::int AS count FROM ${visibleDocuments(reader)} v WHERE ${unopened(reader, sql`v.id`)}`);
  return row?.count ?? 0;
}

/** Documents filed at exactly that level. */
export function inLevel(level: readonly string[]): Sql {
  return sql`v.binder_path = (${level}::text[])[1:cardinality(v.binder_path)] AND ${path} = ${level}::text[]`;
}

/** Documents filed at that level or under it. */
export function underLevel(level: readonly string[]): Sql {
  return sql`(${path})[1:${level.length}::int] = ${level}::text[]`;
}

export interface DocumentSearch {
  words: string;
  year: number | null;
}

/** Every word begins a word of the title, the folder or the binder's name; accents and letter case do not count [RES-30]. */
export function matching({ words, year }: DocumentSearch): Sql {
  const wanted = searchQuery(words);
  const byWords = sql`v.words || to_tsvector('app.french'::regconfig, array_to_string(v.binder_path, ' '))
    @@ to_tsquery('app.french'::regconfig, ${wanted})`;
  const byYear = sql`v.document_date BETWEEN ${`${year}-01-01`}::date AND ${`${year}-12-31`}::date`;
  if (words !== '' && wanted === null) return sql`FALSE`;
  return join([words === '' ? sql`TRUE` : byWords, year === null ? sql`TRUE` : byYear], ' AND ');
}

/** One page of the documents that `condition` (on `v`) keeps. */
export function listDocuments(
  query: Query,
  reader: ResidentReader,
  condition: Sql,
  page: Keyset,
): Promise<DocumentRow[]> {
  return query<DocumentRow>(sql`
    SELECT v.id, v.title, v.document_date AS date, v.bytes, v.media_type AS "mediaType", ${path} AS path,
      array_agg(v.target_id) AS targets, ${unopened(reader, sql`v.id`)} AS fresh, ${page.at} AS at
    FROM ${visibleDocuments(reader)} v
    WHERE ${condition} AND ${page.where}
    GROUP BY v.id, v.title, v.document_date, v.bytes, v.media_type, v.binder_path, v.folder
    ORDER BY ${page.order} LIMIT ${page.limit}`);
}

/** The documents that `condition` keeps, newest first, to be sent. */
export function readWhole(query: Query, reader: Reader, condition: Sql, most: number): Promise<WholeDocument[]> {
  return query<WholeDocument>(sql`
    SELECT DISTINCT v.id, v.title, v.document_date AS date, v.bytes, v.media_type AS "mediaType", v.sha256, ${path} AS path
    FROM ${visibleDocuments(reader)} v WHERE ${condition} ORDER BY date DESC, v.id DESC LIMIT ${most}`);
}

export function recordConsultations(query: Query, partyId: string, documentIds: string[], action: 'view' | 'download') {
  return query(sql`
    INSERT INTO consultation_record (document_id, party_id, action)
    SELECT id, ${partyId}, ${action} FROM unnest(${documentIds}::uuid[]) AS id`);
}

function unopened({ partyId }: ResidentReader, document: Sql): Sql {
  return sql`NOT EXISTS (SELECT FROM consultation_record r WHERE r.party_id = ${partyId} AND r.document_id = ${document})`;
}
