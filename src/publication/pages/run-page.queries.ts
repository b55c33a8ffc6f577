import { type Query, sql } from '../../platform/database/index.js';
import type { BusinessLine } from '../manifest/manifest.types.js';
import type { WouldNotify } from '../rehearsing/would-notify.queries.js';
import { type Run, selectRun } from '../runs/run.queries.js';

/** What the page of a run says beside the run itself. */
export interface RunAround {
  sourceLabel: string;
  sourceLines: BusinessLine[];
  startedAt: Date | null;
  checkedAt: Date | null;
  startedBy: string | null;
  decidedBy: string | null;
  decidedAt: Date | null;
  decisionNote: string | null;
  logFile: string | null;
  notificationsQueued: number;
  replayOf: number | null;
  isLastApplied: boolean;
  /** The publication that stands, or stood before this one. */
  formerAppliedAt: Date | null;
  /** Run whose manifest would be applied again; null when the one before has none left: none further back is taken for it. */
  formerRunId: string | null;
  refusedFiles: number;
  /** The first of the files still awaited. */
  missingNames: string[];
  /** Of a simulation. */
  wouldNotify: WouldNotify | null;
}

const NAMED_FILES = 10;

export async function findRun(query: Query, number: number): Promise<Run | null> {
  const [run] = await query<Run>(sql`${selectRun} WHERE r.number = ${number}`);
  return run ?? null;
}

export async function readAround(query: Query, runId: string): Promise<RunAround> {
  const [around] = await query<RunAround>(sql`
    SELECT s.label AS "sourceLabel", s.lines AS "sourceLines", r.would_notify AS "wouldNotify", r.started_at AS "startedAt", r.checked_at AS "checkedAt",
      (SELECT concat_ws(' ', m.first_name, m.last_name) FROM staff_member m WHERE m.id = r.started_by) AS "startedBy",
      (SELECT concat_ws(' ', m.first_name, m.last_name) FROM staff_member m WHERE m.id = r.decided_by) AS "decidedBy",
      r.decided_at AS "decidedAt", r.decision_note AS "decisionNote", r.log_file AS "logFile",
      r.notifications_queued AS "notificationsQueued",
      (SELECT o.number FROM publication_run o WHERE o.id = r.replay_of) AS "replayOf",
      s.last_applied_run_id = r.id AS "isLastApplied", former.applied_at AS "formerAppliedAt",
      CASE WHEN former.manifest_file IS NOT NULL THEN former.id END AS "formerRunId",
      (SELECT count(*)::int FROM run_missing_file f WHERE f.run_id = r.id AND f.refused IS NOT NULL) AS "refusedFiles",
      ARRAY(SELECT f.filename FROM run_missing_file f WHERE f.run_id = r.id AND f.refused IS NULL
        ORDER BY f.filename LIMIT ${NAMED_FILES}) AS "missingNames"
    FROM publication_run r JOIN publication_source s ON s.id = r.source_id
      LEFT JOIN LATERAL (
        SELECT f.id, f.applied_at, f.manifest_file FROM publication_run f
        WHERE f.source_id = r.source_id AND f.state = 'applied' AND f.id <> r.id
          AND (r.applied_at IS NULL OR (f.applied_at, f.number) < (r.applied_at, r.number))
        ORDER BY f.applied_at DESC, f.number DESC LIMIT 1) former ON true
    WHERE r.id = ${runId}`);
  if (!around) throw new Error(`No run ${runId}`);
  return { ...around, isLastApplied: around.isLastApplied ?? false };
}
