import { type Query, raw, sql, type Sql } from '../../platform/database/index.js';
import { isLeftAlone } from '../resolving/standing.queries.js';
import { type PlannedSection, PLANNED_SECTIONS, planOf } from '../sections/index.js';
import type { RunScope } from '../staging/run-scope.js';

export type Outcome = 'added' | 'changed' | 'withdrawn';
const OUTCOMES: readonly Outcome[] = ['added', 'changed', 'withdrawn'];

/** Writes down what a simulated run would do, for its lists: its staging goes when it ends (PUB-36). */
export async function recordPlannedChanges(query: Query, scope: RunScope, today: string): Promise<void> {
  await query(sql`DELETE FROM run_change WHERE run_id = ${scope.runId}`);
  for (const outcome of OUTCOMES) {
    await query(sql`
      INSERT INTO run_change (run_id, section, outcome, row_id, ref, label)
      SELECT ${scope.runId}::uuid, c.section, CASE WHEN c.expired THEN 'expired' ELSE ${outcome}::text END, c.row_id, c.ref, c.label
      FROM ${plannedChanges(scope, outcome, null, today)} c ON CONFLICT DO NOTHING`);
  }
}

/**
 * What applying a run that is staged would do, as a table of section, ref, label, row_id, expired. Binders are few and shared by
 * sources: they are counted, not listed.
 */
export function plannedChanges(scope: RunScope, outcome: Outcome, section: string | null, today: string): Sql {
  const sections = PLANNED_SECTIONS.filter((one) => scope.holds(one) && (!section || one === section));
  if (sections.length === 0)
    return sql`(SELECT '' AS section, '' AS ref, '' AS label, NULL::uuid AS row_id, false AS expired WHERE false)`;
  const parts = sections.map((one) => plannedOf(scope, one, outcome, today));
  return sql`(${parts.slice(1).reduce((all, part) => sql`${all} UNION ALL ${part}`, parts[0] ?? sql``)})`;
}

function plannedOf(scope: RunScope, section: PlannedSection, outcome: Outcome, today: string): Sql {
  const { table, label, hasLine } = planOf(section);
  const staged = raw(`staged_${table}`);
  const shown = (expired: Sql) =>
    sql`SELECT ${section}::text AS section, t.ref, ${raw(label)} AS label, t.id AS row_id, ${expired} AS expired`;
  if (outcome === 'withdrawn') {
    const ended = section === 'documents' ? sql`coalesce(t.published_until < ${today}::date, false)` : sql`false`;
    return sql`${shown(ended)} FROM ${raw(table)} t
      WHERE t.source_id = ${scope.sourceId} AND t.publication_state IN ('published', 'hidden')
        AND NOT (${hasLine ? isLeftAlone(scope, section) : sql`false`})
        AND NOT EXISTS (SELECT FROM ${staged} s WHERE s.run_id = ${scope.runId} AND s.id = t.id AND s.intent IN ('publish', 'aside'))`;
  }
  const visible = sql`p.publication_state IN ('published', 'hidden')`;
  const now =
    outcome === 'added'
      ? sql`NOT coalesce(${visible} OR p.publication_state = 'blocked', false)`
      : sql`${visible} AND p.content_hash IS DISTINCT FROM t.content_hash`;
  return sql`${shown(sql`false`)} FROM ${staged} t LEFT JOIN ${raw(table)} p ON p.id = t.id
    WHERE t.run_id = ${scope.runId} AND t.intent = 'publish' AND ${now}`;
}
