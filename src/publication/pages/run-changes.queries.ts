import { type Query, raw, sql, type Sql } from '../../platform/database/index.js';
import { type AskedPage, keyset, type ListPage, type SortKey } from '../../platform/lists/index.js';
import { isLeftAlone } from '../resolving/standing.js';
import { type PlannedSection, PLANNED_SECTIONS, planOf } from '../sections/index.js';
import { RunScope } from '../staging/run-scope.js';
import type { Run } from '../runs/run.queries.js';

export type Outcome = 'added' | 'changed' | 'withdrawn';

export interface RunChange {
  section: string;
  ref: string;
  label: string;
  /** Among the withdrawn: ended by its date rather than no longer listed. */
  expired: boolean;
  at: string[];
}

const ORDER: SortKey[] = [
  { sql: sql`c.section`, type: 'text' },
  { sql: sql`c.label`, type: 'text' },
  { sql: sql`c.row_id`, type: 'uuid' },
];

/** What a run did to rows: once applied it is written down; before, it is what its staging says it would do. */
export async function listChanges(
  query: Query,
  run: Run,
  outcome: Outcome,
  section: string | null,
  today: string,
  asked: AskedPage,
): Promise<ListPage<RunChange>> {
  const page = keyset(ORDER, asked);
  // A refused manifest was never laid beside what is published: it would seem to withdraw everything.
  if (run.state === 'refused' || run.state === 'checking') return page.cut([]);
  const rows = await query<RunChange>(sql`
    SELECT c.section, c.ref, c.label, c.expired, ${page.at} AS at
    FROM ${run.state === 'applied' ? done(run, outcome, section) : planned(run, outcome, section, today)} c
    WHERE ${page.where} ORDER BY ${page.order} LIMIT ${page.limit}`);
  return page.cut(rows);
}

function done(run: Run, outcome: Outcome, section: string | null): Sql {
  const outcomes = outcome === 'withdrawn' ? ['withdrawn', 'expired'] : [outcome];
  return sql`(
    SELECT section, ref, label, row_id, outcome = 'expired' AS expired FROM run_change
    WHERE run_id = ${run.id} AND outcome = ANY (${outcomes}::text[]) AND ${section ? sql`section = ${section}` : sql`TRUE`})`;
}

/** Binders are few and shared by sources: they are counted, not listed, before the run is applied. */
function planned(run: Run, outcome: Outcome, section: string | null, today: string): Sql {
  const scope = new RunScope(run.id, run.sourceId, run.scope);
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

export interface RunProblemRow {
  severity: 'refusal' | 'set_aside' | 'warning';
  code: string;
  section: string | null;
  ref: string | null;
  line: number | null;
  message: string;
  at: (string | number)[];
}

const PROBLEM_ORDER: SortKey[] = [{ sql: sql`position::bigint`, type: 'bigint' }];

/** In the order they were found. */
export async function listProblems(
  query: Query,
  runId: string,
  severities: readonly string[],
  asked: AskedPage,
): Promise<ListPage<RunProblemRow>> {
  const page = keyset(PROBLEM_ORDER, asked);
  const rows = await query<RunProblemRow>(sql`
    SELECT severity, code, section, ref, line, message, ${page.at} AS at FROM run_problem
    WHERE run_id = ${runId} AND severity = ANY (${severities}::text[]) AND ${page.where}
    ORDER BY ${page.order} LIMIT ${page.limit}`);
  return page.cut(rows);
}

export async function countProblems(query: Query, runId: string): Promise<Record<string, number>> {
  const rows = await query<{ severity: string; count: number }>(sql`
    SELECT severity, count(*)::int AS count FROM run_problem WHERE run_id = ${runId} GROUP BY severity`);
  return Object.fromEntries(rows.map(({ severity, count }) => [severity, count]));
}
