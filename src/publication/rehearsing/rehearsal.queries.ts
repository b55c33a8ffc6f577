import { type Query, sql } from '../../platform/database/index.js';
import type { WouldNotify } from './would-notify.queries.js';

/** Whatever is done is undone, but for what it returns. */
export async function undoing<T>(query: Query, suppose: () => Promise<T>): Promise<T> {
  await query(sql`SAVEPOINT rehearsal`);
  try {
    return await suppose();
  } finally {
    await query(sql`ROLLBACK TO SAVEPOINT rehearsal`);
    await query(sql`RELEASE SAVEPOINT rehearsal`);
  }
}

export async function noteWouldNotify(query: Query, runId: string, told: WouldNotify): Promise<void> {
  await query(sql`UPDATE publication_run SET would_notify = ${JSON.stringify(told)}::jsonb WHERE id = ${runId}`);
}

/** Whether any document of the run asks to be told of. */
export async function hasNews(query: Query, runId: string): Promise<boolean> {
  const [row] = await query<{ news: boolean }>(sql`
    SELECT EXISTS (SELECT FROM staged_document WHERE run_id = ${runId} AND intent = 'publish' AND notify) AS news`);
  return row?.news ?? false;
}

export async function supposeFilesAreThere(query: Query, runId: string): Promise<void> {
  await query(sql`
    INSERT INTO stored_file (sha256, bytes, received_bytes, media_type, state)
    SELECT sha256, bytes, bytes, media_types[1], 'complete' FROM run_missing_file WHERE run_id = ${runId}
    ON CONFLICT (tenant_id, sha256) DO UPDATE SET state = 'complete'`);
}

/** As the application writes it at its end. */
export async function supposeApplied(query: Query, runId: string, at: Date): Promise<void> {
  await query(sql`
    UPDATE publication_run r SET state = 'applied', applied_at = ${at},
      notifies = r.trigger <> 'replay' AND (r.notify_first OR s.last_applied_run_id IS NOT NULL)
    FROM publication_source s WHERE r.id = ${runId} AND s.tenant_id = r.tenant_id AND s.id = r.source_id`);
}
