import { Injectable } from '@nestjs/common';
import type { JobRow } from './job.queries.js';
import { JobRunner } from './job-runner.js';
import type { Taker } from './taker.js';
import { WakeUp } from './wake-up.js';

/** Jobs done at once by one process: most of them wait for the database or the network. */
export const JOBS_AT_ONCE = 4;

/** Where there is no Redis: the process that claims a job does it. */
@Injectable()
export class InProcess implements Taker {
  readonly state = 'running';

  constructor(
    private readonly runner: JobRunner,
    private readonly wakeUp: WakeUp,
  ) {}

  free(): number {
    return JOBS_AT_ONCE - this.runner.running;
  }

  take(jobs: JobRow[]): Promise<void> {
    for (const job of jobs) void this.runner.run(job).then(() => this.wakeUp.call());
    return Promise.resolve();
  }
}
