import { type Query, raw, sql } from '../../platform/database/index.js';
import { type PlannedSection, planOf } from '../sections/index.js';

/** The temporary table of what the run did to each row, which everything after reads. */
export async function createTouched(query: Query): Promise<void> {
  await query(sql`DROP TABLE IF EXISTS touched`);
  await query(sql`
    CREATE TEMP TABLE touched (section text, id uuid, ref text, outcome text, existed boolean, label text, PRIMARY KEY (id, outcome))
    ON COMMIT DROP`);
}

export async function analyseTouched(query: Query): Promise<void> {
  await query(sql`ANALYZE touched`);
}

/** The lists and counts of the run's report; the rest of the counts is what was forecast. */
export async function recordChanges(query: Query, runId: string): Promise<void> {
  await query(sql`DELETE FROM run_change WHERE run_id = ${runId}`);
  await query(sql`
    INSERT INTO run_change (run_id, section, outcome, row_id, ref, label)
    SELECT ${runId}, section, outcome, id, ref, label FROM touched`);
  await query(sql`
    UPDATE run_count c SET added = n.added, changed = n.changed, withdrawn = n.withdrawn, expired = n.expired,
      unchanged = c.added + c.changed + c.unchanged - n.added - n.changed
    FROM (
      SELECT section, count(*) FILTER (WHERE outcome = 'added') AS added, count(*) FILTER (WHERE outcome = 'changed') AS changed,
        count(*) FILTER (WHERE outcome = 'withdrawn') AS withdrawn, count(*) FILTER (WHERE outcome = 'expired') AS expired
      FROM touched GROUP BY section) AS n
    WHERE c.run_id = ${runId} AND c.section = n.section`);
}

/** Tables whose contents a first run multiplies: the planner is told at once. */
export async function analysePublished(query: Query, sections: readonly PlannedSection[]): Promise<void> {
  const tables = sections.flatMap((section) => {
    const { table, children } = planOf(section);
    return [table, ...children.filter(({ upkeep }) => upkeep !== 'check').map((child) => child.table)];
  });
  if (tables.length > 0) await query(sql`ANALYZE ${raw(tables.join(', '))}`);
}
