import { followTicks, noteKept, type TickedChange } from '../applying/account-ticks.queries.js';
import { createTouched } from '../applying/touched.queries.js';
import { type Query, sql } from '../../platform/database/index.js';

/** Adds to what a simulation found what boxes ticked or unticked since the last run would do; nothing else is left of the trial. */
export async function notePlannedTicks(query: Query, runId: string): Promise<void> {
  const changes = JSON.stringify(await tryTicks(query));
  await query(sql`
    INSERT INTO run_change (run_id, section, outcome, row_id, ref, label)
    SELECT ${runId}::uuid, section, outcome, id, ref, label
    FROM jsonb_to_recordset(${changes}::jsonb) AS c (section text, id uuid, ref text, outcome text, label text)
    ON CONFLICT (tenant_id, run_id, section, row_id) DO NOTHING`);
  await query(sql`
    INSERT INTO run_count AS c (run_id, section, added, withdrawn)
    SELECT ${runId}::uuid, section, count(*) FILTER (WHERE outcome = 'added'), count(*) FILTER (WHERE outcome = 'withdrawn')
    FROM jsonb_to_recordset(${changes}::jsonb) AS c (section text, outcome text) GROUP BY section
    ON CONFLICT (tenant_id, run_id, section) DO UPDATE SET added = c.added + excluded.added, withdrawn = c.withdrawn + excluded.withdrawn`);
}

async function tryTicks(query: Query): Promise<TickedChange[]> {
  await query(sql`SAVEPOINT ticks`);
  try {
    await createTouched(query);
    await noteKept(query);
    return await followTicks(query);
  } finally {
    await query(sql`ROLLBACK TO SAVEPOINT ticks`);
    await query(sql`RELEASE SAVEPOINT ticks`);
  }
}
