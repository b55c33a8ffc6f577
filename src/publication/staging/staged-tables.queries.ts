import { type Query, raw, sql } from '../../platform/database/index.js';
import type { SectionCounts } from '../manifest/manifest.types.js';
import { PLANNED_SECTIONS, planOf } from '../sections/index.js';

const ROWS = PLANNED_SECTIONS.flatMap((section) => {
  const { table, children } = planOf(section);
  return [table, ...children.map((child) => child.table)].map((name) => `staged_${name}`);
});
const STAGED_TABLES = [...ROWS, 'staged_binder', 'staged_credentials'];

/** Forgets what was staged of a run, its marker first. */
export async function clearStaging(query: Query, runId: string): Promise<void> {
  for (const table of ['staged_run', ...STAGED_TABLES])
    await query(sql`DELETE FROM ${raw(table)} WHERE run_id = ${runId}`);
}

/** What a former staging of the run had found. */
export async function forgetProblems(query: Query, runId: string): Promise<void> {
  await query(sql`DELETE FROM run_problem WHERE run_id = ${runId}`);
}

/** The run is staged, on this basis; `nameless` are rows set aside that could not be. */
export async function noteStaged(
  query: Query,
  runId: string,
  { basis, listed, nameless }: { basis: string; listed: SectionCounts; nameless: SectionCounts },
): Promise<void> {
  await query(sql`
    INSERT INTO staged_run (run_id, basis, listed, nameless)
    VALUES (${runId}, ${basis}, ${JSON.stringify(listed)}, ${JSON.stringify(nameless)})`);
}

/** Freshly filled tables are unknown to the planner; how many rows there are tells it enough, and a small sample tells that. */
export async function analyseStaging(query: Query): Promise<void> {
  await query(sql`SET LOCAL default_statistics_target = 10`);
  await query(sql`ANALYZE ${raw(STAGED_TABLES.join(', '))}`);
  await query(sql`SET LOCAL default_statistics_target TO DEFAULT`);
}
