import { type Query, sql } from '../../platform/database/index.js';
import type { StaffScope } from '../../portfolio/index.js';
import { documentWithin, KEPT, WITHDRAWN } from './staff-documents.sql.js';

export interface ListedBinder {
  id: string;
  path: string[];
  role: 'ordinary' | 'invoices' | 'syndic_documents' | 'owners_list';
  levels: string[];
  active: boolean;
  documents: number;
  /** Of those not counted: withdrawn at once. */
  withdrawn: number;
  /** When the newest of its documents was first published. */
  lastPublishedAt: Date | null;
}

/** Every binder of the line, with documents or without (GED-69). */
export function listBinders(query: Query, scope: StaffScope): Promise<ListedBinder[]> {
  return query<ListedBinder>(sql`
    SELECT b.id, b.path, b.role, b.levels, b.active AND b.publication_state = 'published' AS active,
      coalesce(held.documents, 0) AS documents, coalesce(gone.documents, 0) AS withdrawn, held.last AS "lastPublishedAt"
    FROM binder b LEFT JOIN (
      SELECT d.binder_id, count(*)::int AS documents, max(d.first_published_at) AS last FROM document d
      WHERE ${KEPT} AND ${documentWithin(scope)} GROUP BY d.binder_id) held ON held.binder_id = b.id
    LEFT JOIN (
      SELECT d.binder_id, count(*)::int AS documents FROM document d
      WHERE ${WITHDRAWN} AND ${documentWithin(scope)} GROUP BY d.binder_id) gone ON gone.binder_id = b.id
    WHERE b.line = ${scope.line} ORDER BY b.position, b.path`);
}

export async function findBinder(
  query: Query,
  scope: StaffScope,
  id: string,
): Promise<Omit<ListedBinder, 'documents' | 'withdrawn' | 'lastPublishedAt'> | null> {
  const [row] = await query<ListedBinder>(sql`
    SELECT id, path, role, levels, active AND publication_state = 'published' AS active FROM binder
    WHERE id = ${id} AND line = ${scope.line}`);
  return row ?? null;
}

export async function countDocuments(query: Query, scope: StaffScope): Promise<number> {
  const [row] = await query<{ count: number }>(sql`
    SELECT count(*)::int AS count FROM document d WHERE ${KEPT} AND ${documentWithin(scope)}`);
  return row?.count ?? 0;
}
