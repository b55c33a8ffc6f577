import type { RunState } from '../../domain/run-states.js';

export interface Report {
  /** M5: it went as someone decided. M6: it did not take place. */
  letter: 'ended' | 'failed';
  /** Whether it also goes by email (PUB-24). */
  mailed: boolean;
  /** Whether the operator is told too. */
  toOperator: boolean;
}

const ENDED: Report = { letter: 'ended', mailed: true, toOperator: false };
const FAILED: Report = { letter: 'failed', mailed: true, toOperator: true };

/** Those that are not over have none. Whoever abandons a run knows it: it is told in the desk, not by email (§4.1 has no letter for it). */
const REPORTS: Partial<Record<RunState, Report>> = {
  applied: ENDED,
  rejected: ENDED,
  superseded: ENDED,
  abandoned: { ...ENDED, mailed: false },
  refused: FAILED,
  expired: FAILED,
  failed: FAILED,
};

/** What is said of a run that ended; nothing of a simulation, which publishes nothing and is read by who asked for it. */
export function reportOf({ state, simulate }: { state: RunState; simulate: boolean }): Report | null {
  return simulate ? null : (REPORTS[state] ?? null);
}
