import { type HandlesJob, JobHandler, NotYet } from '../../platform/jobs/index.js';
import { RunDecisions } from '../runs/run-decisions.service.js';
import { EXPIRE_RUN } from './kinds.js';

@JobHandler(EXPIRE_RUN)
export class ExpireRunJob implements HandlesJob<{ runId: string }> {
  constructor(private readonly runs: RunDecisions) {}

  /** A byte that came meanwhile pushes the end back. */
  async run({ runId }: { runId: string }): Promise<void> {
    const later = await this.runs.expire(runId);
    if (later) throw new NotYet(later);
  }
}
