import type { RefusalReason } from '../../platform/files/index.js';
import type { Problem } from '../manifest/manifest.types.js';
import type { Run } from '../runs/run.queries.js';
import type { RunView } from '../runs/run-reading.service.js';

export interface Refusal {
  number: number | null;
  code: string;
  message: string;
  line: number | null;
  column: number | null;
}

const REASONS: Partial<Record<RefusalReason, string>> = {
  digest: 'digest_mismatch',
  length: 'length_mismatch',
  empty: 'length_mismatch',
  too_large: 'length_mismatch',
  type: 'wrong_type',
};

/** The word of `rejected.csv`, the same as the code of the API. */
export const rejectionReason = (reason: RefusalReason): string => REASONS[reason] ?? reason;

export const refusedJson = (runRef: string, { number, code, message, line, column }: Refusal): string =>
  json({ runRef, number, state: 'refused', code, message, line, column });

export function refusalOf({ number }: Run, problem: Problem | undefined): Refusal {
  const { code = 'refused', message = '', line = null, column = null } = problem ?? {};
  return { number, code, message, line, column };
}

/** `reason` is what the run waits for: a person's yes (`guard`), or the end of another run of the source (`run_open`). */
export const guardJson = ({ runRef, number, state, guardReasons, counts, expiresAt }: RunView): string =>
  json({ runRef, number, state, reason: 'guard', guardReasons, counts, expiresAt });

export const runOpenJson = (runRef: string, open: Run): string =>
  json({ runRef, number: null, state: 'waiting', reason: 'run_open', openRunRef: open.runRef });

export const reportJson = ({ runRef, number, state, counts, failure, problems }: RunView): string =>
  json({ runRef, number, state, counts, failure: failure ?? undefined, problems });

const json = (value: unknown) => `${JSON.stringify(value)}\n`;
