import { type Query, sql } from '../../platform/database/index.js';
import type { LoggedRun } from './domain/log-lines.js';

/** The run as its log tells it, when the operator wants logs and it has none yet; else null. */
export async function runToLog(query: Query, runId: string): Promise<LoggedRun | null> {
  const [run] = await query<LoggedRun>(sql`
    SELECT r.number, s.code AS source, r.run_ref AS "runRef", r.trigger, r.state, r.received_at AS "receivedAt",
      r.checked_at AS "checkedAt", r.ready_at AS "readyAt", r.decided_at AS "decidedAt", r.started_at AS "startedAt",
      r.applied_at AS "appliedAt", r.ended_at AS "endedAt", r.failure
    FROM publication_run r JOIN publication_source s ON s.id = r.source_id
    WHERE r.id = ${runId} AND r.log_file IS NULL AND (SELECT p.run_log FROM publication_settings p)`);
  return run ?? null;
}

const ROWS_AT_ONCE = 5_000;

export interface LoggedProblem {
  position: number;
  severity: 'refusal' | 'set_aside' | 'warning';
  code: string;
  section: string | null;
  ref: string | null;
  message: string;
}

export function problemsAfter(query: Query, runId: string, position: number): Promise<LoggedProblem[]> {
  return query<LoggedProblem>(sql`
    SELECT position, severity, code, section, ref, message FROM run_problem
    WHERE run_id = ${runId} AND position > ${position} ORDER BY position LIMIT ${ROWS_AT_ONCE}`);
}

export interface LoggedChange {
  section: string;
  rowId: string;
  ref: string;
  outcome: 'added' | 'changed' | 'withdrawn' | 'expired';
}

export function changesAfter(query: Query, runId: string, last: LoggedChange | null): Promise<LoggedChange[]> {
  return query<LoggedChange>(sql`
    SELECT section, row_id AS "rowId", ref, outcome FROM run_change
    WHERE run_id = ${runId} AND (${last === null} OR (section, row_id) > (${last?.section ?? null}, ${last?.rowId ?? null}::uuid))
    ORDER BY section, row_id LIMIT ${ROWS_AT_ONCE}`);
}

/** The log of the run of that number; null when it has none, or none any more. */
export async function logOf(query: Query, number: number): Promise<{ runId: string; sha256: string } | null> {
  const [log] = await query<{ runId: string; sha256: string }>(sql`
    SELECT id AS "runId", log_file AS sha256 FROM publication_run WHERE number = ${number} AND log_file IS NOT NULL`);
  return log ?? null;
}

export async function keepLog(query: Query, runId: string, sha256: string): Promise<void> {
  await query(sql`UPDATE publication_run SET log_file = ${sha256} WHERE id = ${runId}`);
}

/** Numbers of the runs that have a log, among those. */
export async function numbersWithLog(query: Query, numbers: readonly number[]): Promise<number[]> {
  const rows = await query<{ number: number }>(sql`
    SELECT number FROM publication_run WHERE number = ANY (${[...numbers]}::int[]) AND log_file IS NOT NULL`);
  return rows.map(({ number }) => number);
}
