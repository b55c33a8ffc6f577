import { type HandlesJob, JobHandler } from '../../platform/jobs/index.js';
import { RunApplication } from '../runs/run-application.service.js';
import { APPLY_RUNS } from './kinds.js';

@JobHandler(APPLY_RUNS)
export class ApplyRunsJob implements HandlesJob<{ runId: string }> {
  constructor(private readonly runs: RunApplication) {}

  run(): Promise<void> {
    return this.runs.applyReady();
  }
}
