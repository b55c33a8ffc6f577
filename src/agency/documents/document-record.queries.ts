import { type Query, sql } from '../../platform/database/index.js';
import { type AskedPage, keyset, type ListPage, type SortKey } from '../../platform/lists/index.js';
import type { NamedParty, StaffScope } from '../../portfolio/index.js';
import { aimsOf, type DocumentAim } from './binder-documents.queries.js';
import { documentWithin, KEPT } from './staff-documents.sql.js';

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
      ${aimsOf(scope, AIMS_LISTED)} AS aims, (SELECT count(*)::int FROM document_audience x WHERE x.document_id = d.id) AS aimed,
      (SELECT count(*)::int FROM consultation_record r WHERE r.document_id = d.id) AS consultations
    FROM document d JOIN binder b ON b.id = d.binder_id
    WHERE d.id = ${id} AND ${KEPT} AND ${documentWithin(scope)}`);
  return row ?? null;
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

/** Who opened or saved a document, and when, the latest first (GED-80). */
export async function listConsultations(
  query: Query,
  documentId: string,
  asked: AskedPage,
): Promise<ListPage<Consultation>> {
  const page = keyset(ORDER, asked);
  const rows = await query<Consultation>(sql`
    SELECT p.id AS "partyId", p.kind, p.civility, p.last_name AS "lastName", p.first_name AS "firstName",
      p.company_name AS "companyName", r.action, r.at AS "when", ${page.at} AS at
    FROM consultation_record r JOIN party p ON p.id = r.party_id
    WHERE r.document_id = ${documentId} AND ${page.where}
    ORDER BY ${page.order} LIMIT ${page.limit}`);
  return page.cut(rows);
}
