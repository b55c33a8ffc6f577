import { type Query, sql } from '../../../platform/database/index.js';

/** Files the run still waits for: their sizes in bytes, by digest. */
export async function awaitedFiles(query: Query, runId: string): Promise<Map<string, number>> {
  const rows = await query<{ sha256: string; bytes: number }>(sql`
    SELECT sha256, bytes FROM run_missing_file WHERE run_id = ${runId} AND refused IS NULL`);
  return new Map(rows.map(({ sha256, bytes }) => [sha256, bytes]));
}
