import { type Query, sql } from '../../platform/database/index.js';
import type { Forecast } from '../applying/forecast.queries.js';
import { type GuardReason, guardReasons, SHIPPED_THRESHOLDS, type Thresholds } from '../domain/guard.js';

/** The counts of the run, as forecast. */
export async function writeCounts(query: Query, runId: string, { counts }: Forecast): Promise<void> {
  const rows = [...counts].map(([section, count]) => ({ section, ...count, set_aside: count.setAside }));
  await query(sql`DELETE FROM run_count WHERE run_id = ${runId}`);
  await query(sql`
    INSERT INTO run_count (run_id, section, listed, added, changed, unchanged, withdrawn, expired, set_aside)
    SELECT ${runId}, section, listed, added, changed, unchanged, withdrawn, expired, set_aside
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS c (section text, listed integer, added integer, changed integer,
      unchanged integer, withdrawn integer, expired integer, set_aside integer)`);
}

/** Why the run would wait for a person, by the thresholds of the agency. */
export async function reasonsToWait(query: Query, { sections, widenings }: Forecast): Promise<GuardReason[]> {
  const own = await query<{ section: string; floor: number; percent: number }>(sql`
    SELECT section, floor, percent FROM publication_threshold`);
  const thresholds: Thresholds = {
    ...SHIPPED_THRESHOLDS,
    ...Object.fromEntries(own.map(({ section, floor, percent }) => [section, { floor, percent }])),
  };
  return guardReasons(sections, widenings, thresholds);
}
