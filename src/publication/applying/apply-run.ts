import { type Query, raw, sql } from '../../platform/database/index.js';
import { PLANNED_SECTIONS, type PlannedSection, planOf } from '../sections/index.js';
import { applyBinders, applyDeskLevels, isFirstToListBinders, retireDefaultBinders } from './apply-binders.js';
import {
  type Applying,
  createTouched,
  mergeMarkedChildren,
  mergeSection,
  replaceChildren,
  withdrawUnlisted,
} from './merge.js';

/**
 * Makes what is staged of a run what everyone reads. Wants the run settled and a transaction that nothing but the whole of it commits:
 * readers see the former publication until then (PUB-46).
 */
export async function applyRun(applying: Applying): Promise<void> {
  const { query, scope } = applying;
  const sections = PLANNED_SECTIONS.filter((section) => scope.holds(section));
  const firstToListBinders = await isFirstToListBinders(query, scope);
  await createTouched(query);
  if (scope.holds('binders')) await applyBinders(applying);
  for (const section of sections) {
    await mergeSection(applying, section);
    await mergeMarkedChildren(applying, planOf(section));
  }
  await query(sql`ANALYZE touched`);
  for (const section of sections) await replaceChildren(applying, planOf(section));
  for (const section of sections) await withdrawUnlisted(applying, section);
  await applyDeskLevels(query);
  if (firstToListBinders) await retireDefaultBinders(query, scope);
  await recordChanges(query, scope.runId);
}

/** The lists and counts of the run's report; the rest of the counts is what was forecast. */
async function recordChanges(query: Query, runId: string): Promise<void> {
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
