import { z } from 'zod';
import { Clock } from '../clock/index.js';
import { UnitOfWork } from '../database/index.js';
import { deleteJobs } from './job.queries.js';
import { type HandlesJob, JobHandler, OnTheClock } from './job-handler.js';
import { defineJob } from './job-kind.js';

const DONE_KEPT_DAYS = 7;
const DEAD_KEPT_DAYS = 90;
const DAY_MS = 86_400_000;

export const FORGET_OLD_JOBS = defineJob('forget-old-jobs', z.strictObject({}));

@JobHandler(FORGET_OLD_JOBS)
@OnTheClock(
  '20 3 * * *',
  'Chaque nuit à 3 h 20, les travaux faits depuis une semaine et ceux abandonnés depuis trois mois sont oubliés.',
)
export class ForgetOldJobs implements HandlesJob<object> {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async run(): Promise<void> {
    const daysAgo = (days: number) => new Date(this.clock.now().getTime() - days * DAY_MS);
    await this.work.operatorWrite(async ({ query }) => {
      await query(deleteJobs('done', { finishedBefore: daysAgo(DONE_KEPT_DAYS) }));
      await query(deleteJobs('dead', { finishedBefore: daysAgo(DEAD_KEPT_DAYS) }));
    });
  }
}
