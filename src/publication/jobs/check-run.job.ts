import { type HandlesJob, type JobAttempt, JobHandler } from '../../platform/jobs/index.js';
import { RunCheck } from '../runs/run-check.service.js';
import { CHECK_RUN } from './kinds.js';

const ATTEMPTS = 3;

@JobHandler(CHECK_RUN)
export class CheckRunJob implements HandlesJob<{ runId: string }> {
  constructor(private readonly runs: RunCheck) {}

  async run({ runId }: { runId: string }, { attempt }: JobAttempt): Promise<void> {
    if (attempt > ATTEMPTS) await this.runs.giveUp(runId, 'la vérification a échoué à chaque essai');
    else await this.runs.check(runId);
  }
}
