import { type Query, sql, type Sql } from '../../platform/database/index.js';
import { type AskedPage, keyset, type ListPage, type SortKey } from '../../platform/lists/index.js';
import { type Outcome, plannedChanges } from '../rehearsing/planned-changes.queries.js';
import { RunScope } from '../staging/run-scope.js';
import type { Run } from '../runs/run.queries.js';

export type { Outcome };

export interface RunChange {
  section: string;
  ref: string;
  label: string;
  /** Among the withdrawn: ended by its date rather than no longer listed. */
  expired: boolean;
  /** Of an account. */
  holder: string | null;
  at: string[];
}

/** States in which what the run did, or would have done, is written down. */
const WRITTEN = ['applied', 'simulated'];

/** An account is its number: whose it is says more. */
const HOLDER = sql`CASE WHEN c.section = 'accounts' THEN (
  SELECT coalesce(nullif(concat_ws(' ', p.last_name, p.first_name), ''), p.company_name)
  FROM account a JOIN party p ON p.tenant_id = a.tenant_id AND p.id = a.party_id WHERE a.id = c.row_id) END`;

const ORDER: SortKey[] = [
  { sql: sql`c.section`, type: 'text' },
  { sql: sql`c.label`, type: 'text' },
  { sql: sql`c.row_id`, type: 'uuid' },
];

/** What a run did to rows: once applied, or rehearsed, it is written down; before, it is what its staging says it would do. */
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
    SELECT c.section, c.ref, c.label, c.expired, ${page.at} AS at, ${HOLDER} AS holder
    FROM ${WRITTEN.includes(run.state) ? done(run, outcome, section) : plannedChanges(new RunScope(run.id, run.sourceId, run.scope), outcome, section, today)} c
    WHERE ${page.where} ORDER BY ${page.order} LIMIT ${page.limit}`);
  return page.cut(rows);
}

function done(run: Run, outcome: Outcome, section: string | null): Sql {
  const outcomes = outcome === 'withdrawn' ? ['withdrawn', 'expired'] : [outcome];
  return sql`(
    SELECT section, ref, label, row_id, outcome = 'expired' AS expired FROM run_change
    WHERE run_id = ${run.id} AND outcome = ANY (${outcomes}::text[]) AND ${section ? sql`section = ${section}` : sql`TRUE`})`;
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
