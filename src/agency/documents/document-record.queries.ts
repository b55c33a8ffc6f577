import { type Query, sql } from '../../platform/database/index.js';
import { type AskedPage, keyset, type ListPage, type SortKey } from '../../platform/lists/index.js';
import type { NamedParty, StaffScope } from '../../portfolio/index.js';
import { aimedOf, aimsOf, type DocumentAim } from './binder-documents.queries.js';
import { documentWithin, KEPT, readerWithin, whollyWithin, WITHDRAWN } from './staff-documents.sql.js';

export interface DocumentRecord {
  id: string;
  title: string;
  filename: string;
  date: string;
  binderId: string;
  binder: string[];
  folder: string[];
  mediaType: string;
  bytes: number;
  sha256: string;
  publishedFrom: string;
  publishedUntil: string | null;
  firstPublishedAt: Date | null;
  source: string | null;
  /** Of a source: a run must list it again once its withdrawal is lifted. */
  listed: boolean;
  state: 'published' | 'blocked' | 'pending';
  /** Of what was withdrawn at once: when, by whom, why; or when its withdrawal was lifted, and by whom. */
  changedAt: Date;
  changedBy: string | null;
  reason: string | null;
  /** Addressed to nobody outside the staff member's buildings. */
  whollyHis: boolean;
  aims: DocumentAim[];
  aimed: number;
  consultations: number;
}

const AIMS_LISTED = 20;

/** null when the staff member may not see it, or nobody has it. */
export async function findDocument(query: Query, scope: StaffScope, id: string): Promise<DocumentRecord | null> {
  const [row] = await query<DocumentRecord>(sql`
    SELECT d.id, d.title, d.filename, d.document_date AS date, d.binder_id AS "binderId", b.path AS binder, d.folder,
      d.media_type AS "mediaType", d.bytes, d.sha256, d.published_from AS "publishedFrom", d.published_until AS "publishedUntil",
      d.first_published_at AS "firstPublishedAt", (SELECT s.label FROM publication_source s WHERE s.id = d.source_id) AS source,
      d.source_id IS NOT NULL AS listed, d.publication_state AS state, d.state_changed_at AS "changedAt", d.state_reason AS reason,
      (SELECT concat_ws(' ', nullif(m.first_name, ''), m.last_name) FROM staff_member m WHERE m.id = d.state_changed_by) AS "changedBy",
      ${whollyWithin(scope)} AS "whollyHis", ${aimsOf(scope, AIMS_LISTED)} AS aims, ${aimedOf(scope)} AS aimed,
      (SELECT count(*)::int FROM consultation_record r WHERE r.document_id = d.id AND ${readerWithin(scope)}) AS consultations
    FROM document d JOIN binder b ON b.id = d.binder_id
    WHERE d.id = ${id} AND (${KEPT} OR ${WITHDRAWN}) AND ${documentWithin(scope)}`);
  return row ?? null;
}

/** People who see it today, whoever opened it. */
export async function countReaders(query: Query, documentId: string, today: string): Promise<number> {
  const [row] = await query<{ count: number }>(sql`
    SELECT count(*)::int AS count FROM app.document_readers(${documentId}, ${today}::date)`);
  return row?.count ?? 0;
}

export interface Consultation extends NamedParty {
  partyId: string;
  action: 'view' | 'download';
  when: Date;
  at: string[];
}

const ORDER: SortKey[] = [
  { sql: sql`r.at`, type: 'timestamptz' },
  { sql: sql`r.id`, type: 'uuid' },
];

/** Who opened or saved a document, and when, the latest first (GED-80); of a limited staff member's clients only. */
export async function listConsultations(
  query: Query,
  scope: StaffScope,
  documentId: string,
  asked: AskedPage,
): Promise<ListPage<Consultation>> {
  const page = keyset(ORDER, asked);
  const rows = await query<Consultation>(sql`
    SELECT p.id AS "partyId", p.kind, p.civility, p.last_name AS "lastName", p.first_name AS "firstName",
      p.company_name AS "companyName", r.action, r.at AS "when", ${page.at} AS at
    FROM consultation_record r JOIN party p ON p.id = r.party_id
    WHERE r.document_id = ${documentId} AND ${readerWithin(scope)} AND ${page.where}
    ORDER BY ${page.order} LIMIT ${page.limit}`);
  return page.cut(rows);
}
