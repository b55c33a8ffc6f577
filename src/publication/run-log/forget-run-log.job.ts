import { type HandlesJob, JobHandler } from '../../platform/jobs/index.js';
import { FORGET_RUN_LOG } from './kinds.js';
import { RunLog } from './run-log.service.js';

@JobHandler(FORGET_RUN_LOG)
export class ForgetRunLog implements HandlesJob<{ runId: string }> {
  constructor(private readonly logs: RunLog) {}

  run({ runId }: { runId: string }): Promise<void> {
    return this.logs.forget(runId);
  }
}
