import { type Query, type Sql, sql } from '../../platform/database/index.js';

const BATCH = 500;

/** Whether something holds the file of that digest, as SQL. */
export type Holds = (sha256: Sql) => Sql;

/** Digests, in their order after `after`, of files received by then that nothing holds; fewer than a batch, they are the last. */
export async function unheldFiles(
  query: Query,
  holds: Holds,
  { until, after }: { until: Date; after: string },
): Promise<{ digests: string[]; last: boolean }> {
  const rows = await query<{ sha256: string }>(sql`
    SELECT f.sha256 FROM stored_file f
    WHERE f.state = 'complete' AND f.received_at <= ${until} AND f.sha256 > ${after} AND NOT ${holds(sql`f.sha256`)}
    ORDER BY f.sha256 LIMIT ${BATCH}`);
  return { digests: rows.map(({ sha256 }) => sha256), last: rows.length < BATCH };
}

/** Locks the file's row. @returns false when something holds it after all, or it is gone */
export async function markErased(query: Query, holds: Holds, sha256: string): Promise<boolean> {
  await query(sql`SELECT FROM stored_file WHERE sha256 = ${sha256} FOR UPDATE`);
  const marked = await query(sql`
    UPDATE stored_file f SET state = 'deleted', received_bytes = 0
    WHERE f.sha256 = ${sha256} AND f.state = 'complete' AND NOT ${holds(sql`f.sha256`)} RETURNING f.sha256`);
  return marked.length > 0;
}

/** Whether a file that may be in no list of stored files must stay. */
export async function isHeld(query: Query, holds: Holds, sha256: string): Promise<boolean> {
  const [row] = await query<{ held: boolean }>(sql`
    SELECT ${holds(sql`${sha256}::text`)} OR EXISTS (
      SELECT FROM stored_file f WHERE f.sha256 = ${sha256} AND f.state = 'complete') AS held`);
  return row?.held ?? true;
}
