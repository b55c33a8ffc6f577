import { type Query, sql, type Sql } from '../../platform/database/index.js';
import type { RunScope } from '../staging/run-scope.js';
import { lastProblem } from './report-faults.queries.js';

/** Expenses of closed years are not published; each year is named once (ACC-11, WRN-04). */
export async function leaveOutClosedYears(query: Query, scope: RunScope): Promise<void> {
  const closed = sql`
    SELECT y.id, y.ref FROM (
      SELECT c.id, c.ref, c.closed FROM staged_fiscal_year c JOIN staged_building b ON b.run_id = c.run_id AND b.id = c.building_id
      WHERE c.run_id = ${scope.runId} AND b.intent = 'publish'
      UNION ALL
      SELECT o.id, o.ref, o.closed FROM fiscal_year o
      WHERE NOT EXISTS (SELECT FROM staged_fiscal_year c JOIN staged_building b ON b.run_id = c.run_id AND b.id = c.building_id
        WHERE c.run_id = ${scope.runId} AND c.id = o.id AND b.intent = 'publish')) AS y
    WHERE y.closed`;
  await warn(
    query,
    scope.runId,
    sql`
      WITH gone AS (
        UPDATE staged_expense s SET intent = 'withdraw' FROM (${closed}) AS y
        WHERE s.run_id = ${scope.runId} AND s.intent = 'publish' AND s.fiscal_year_id = y.id RETURNING y.ref, s.line_no)
      SELECT 'WRN-04' AS code, 'expenses' AS section, ref, min(line_no) AS line,
        'Exercice ' || ref || ' clos : ses ' || count(*) || ' dépenses ne sont pas publiées.' AS message
      FROM gone GROUP BY ref`,
  );
}

/** A building has one president at a time (WRN-05). */
export async function warnOfTwoPresidents(query: Query, scope: RunScope, today: string): Promise<void> {
  await warn(
    query,
    scope.runId,
    sql`
      SELECT 'WRN-05' AS code, 'buildings' AS section, b.ref, b.line_no AS line,
        'Immeuble ' || b.ref || ' : ' || count(*) || ' présidents en même temps.' AS message
      FROM staged_council_membership c
      JOIN staged_building b ON b.tenant_id = c.tenant_id AND b.run_id = c.run_id AND b.id = c.building_id
      WHERE c.run_id = ${scope.runId} AND c.title = 'president' AND b.intent = 'publish'
        AND ${today}::date BETWEEN coalesce(c.since, '-infinity') AND coalesce(c.until, 'infinity')
      GROUP BY b.ref, b.line_no HAVING count(*) > 1`,
  );
}

/** The sender believes another publication to be the last one (WRN-06). */
export async function warnOfGap(query: Query, scope: RunScope, previousRunRef: string | null): Promise<void> {
  if (previousRunRef === null) return;
  await warn(
    query,
    scope.runId,
    sql`
      SELECT 'WRN-06' AS code, NULL AS section, NULL AS ref, NULL::int AS line, 'Publication précédente annoncée : '
        || ${previousRunRef}::text || ' ; dernière appliquée : ' || coalesce(r.run_ref, 'aucune') || '.' AS message
      FROM publication_source s LEFT JOIN publication_run r ON r.tenant_id = s.tenant_id AND r.id = s.last_applied_run_id
      WHERE s.id = ${scope.sourceId} AND r.run_ref IS DISTINCT FROM ${previousRunRef}`,
  );
}

/** Two sources want other levels for the same binder: the narrower holds (WRN-03). */
export async function warnOfBinderLevels(query: Query, scope: RunScope): Promise<void> {
  await warn(
    query,
    scope.runId,
    sql`
      SELECT 'WRN-03' AS code, 'binders' AS section, b.ref, b.line_no AS line, 'Classeur ' || b.ref
        || ' : une autre source en donne d’autres niveaux, les plus étroits sont retenus.' AS message
      FROM staged_binder b
      WHERE b.run_id = ${scope.runId} AND EXISTS (
        SELECT FROM binder_listing l WHERE l.binder_id = b.id AND l.source_id <> ${scope.sourceId}
          AND NOT (l.levels @> b.levels AND l.levels <@ b.levels))`,
  );
}

/** @param found code, section, ref, line, message */
async function warn(query: Query, runId: string, found: Sql): Promise<void> {
  const last = await lastProblem(query, runId);
  const rows = await query<{ code: string; section: string; ref: string; line: number; message: string }>(found);
  if (rows.length === 0) return;
  await query(sql`
    INSERT INTO run_problem (run_id, position, severity, code, section, ref, line, message)
    SELECT ${runId}, ${last}::int + row_number() OVER (ORDER BY line), 'warning', code, section, ref, line, message
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS w (code text, section text, ref text, line integer, message text)`);
}
