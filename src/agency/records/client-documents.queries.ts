import { type Reader, visibleDocuments } from '../../ged/index.js';
import { type Query, sql } from '../../platform/database/index.js';
import { keyset, type ListPage, type ListRequest, type SortKey } from '../../platform/lists/index.js';

/** The client whose documents are looked at: what he sees, and what he has opened of it. */
export interface ClientReader extends Reader {
  partyId: string;
}

export interface ClientDocument {
  id: string;
  title: string;
  date: string;
  binder: string[];
  folder: string[];
  bytes: number;
  mediaType: string;
  /** When he first opened or saved it; null when he never did. */
  consultedAt: Date | null;
  consultations: number;
  at: string[];
}

export interface ClientBinder {
  id: string;
  path: string[];
  documents: number;
  consulted: number;
}

const ORDER: SortKey[] = [
  { sql: sql`v.document_date`, type: 'date' },
  { sql: sql`v.id`, type: 'uuid' },
];

/** Binders in which the client sees documents, by their order, with how many and how many he opened. */
export function clientBinders(query: Query, reader: ClientReader): Promise<ClientBinder[]> {
  return query<ClientBinder>(sql`
    SELECT b.id, b.path, count(*)::int AS documents, count(*) FILTER (WHERE EXISTS (
      SELECT FROM consultation_record r WHERE r.party_id = ${reader.partyId} AND r.document_id = d.id))::int AS consulted
    FROM (SELECT DISTINCT v.id, v.binder_id FROM ${visibleDocuments(reader)} v) d JOIN binder b ON b.id = d.binder_id
    GROUP BY b.id, b.path, b.position ORDER BY b.position, b.path`);
}

/** One page of them, newest first (ADM-59). */
export async function clientDocuments(
  query: Query,
  reader: ClientReader,
  binderId: string | null,
  request: ListRequest<'date'>,
): Promise<ListPage<ClientDocument>> {
  const page = keyset(ORDER, request);
  const rows = await query<ClientDocument>(sql`
    SELECT v.id, v.title, v.document_date AS date, v.binder_path AS binder, v.folder, v.bytes, v.media_type AS "mediaType",
      seen.first AS "consultedAt", seen.times AS consultations, ${page.at} AS at
    FROM (SELECT DISTINCT x.id, x.title, x.document_date, x.binder_id, x.binder_path, x.folder, x.bytes, x.media_type
        FROM ${visibleDocuments(reader)} x) v
      CROSS JOIN LATERAL (SELECT min(r.at) AS first, count(*)::int AS times FROM consultation_record r
        WHERE r.party_id = ${reader.partyId} AND r.document_id = v.id) seen
    WHERE ${binderId ? sql`v.binder_id = ${binderId}` : sql`TRUE`} AND ${page.where}
    ORDER BY ${page.order} LIMIT ${page.limit}`);
  return page.cut(rows);
}
