import type { Run } from '../runs/run.queries.js';
import type { RunView } from '../runs/run-reading.service.js';

/** A run as machines see it. */
export const runAnswer = (run: Run) => ({
  id: run.id,
  number: run.number,
  runRef: run.runRef,
  state: run.state,
  trigger: run.trigger,
  simulate: run.simulate,
  lines: run.lines,
  generatedAt: run.generatedAt,
  receivedAt: run.receivedAt,
  appliedAt: run.appliedAt,
  endedAt: run.endedAt,
  expiresAt: run.expiresAt,
  missing: { count: run.missingFiles, bytes: run.missingBytes },
});

export const runViewAnswer = (run: RunView) => ({
  ...runAnswer(run),
  counts: run.counts,
  guardReasons: run.guardReasons,
  problemCount: run.problemCount,
  problems: run.problems,
  failure: run.failure,
});
