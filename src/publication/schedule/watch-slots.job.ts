import { Clock } from '../../platform/clock/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import { type HandlesJob, JobHandler, Jobs, OnTheClock } from '../../platform/jobs/index.js';
import { KEEP_SCHEDULE, WATCH_SLOTS } from './kinds.js';
import { takeDue } from './schedule.queries.js';

@JobHandler(WATCH_SLOTS)
@OnTheClock('* * * * *', 'Chaque minute, les publications automatiques dont l’heure est venue sont lancées.')
export class WatchSlots implements HandlesJob<object> {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
  ) {}

  /** A job for each agency: taken in turn like all others, none waits for the publication of another. */
  async run(): Promise<void> {
    await this.work.operatorWrite(async ({ query }) => {
      for (const { tenantId } of await takeDue(query, this.clock.now()))
        await this.jobs.later(KEEP_SCHEDULE, {}, { tenantId, key: 'slots' });
    });
  }
}
