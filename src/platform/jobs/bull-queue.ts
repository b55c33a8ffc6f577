import { InjectQueue } from '@nestjs/bull';
import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import type { Queue } from 'bull';
import { UnitOfWork, sql } from '../database/index.js';
import { JOBS_AT_ONCE } from './in-process.js';
import type { JobRow } from './job.queries.js';
import { JobRunner } from './job-runner.js';
import { HealthService } from '../observability/index.js';
import type { Taker } from './taker.js';

export const BULL_QUEUE = 'jobs';

/** Few enough to stay fair between tenants whatever order Bull keeps, enough for several workers to be busy. */
const HANDED_AT_ONCE = 64;
const PATIENCE_MS = 5_000;

/** Where there is a Redis: Bull spreads the jobs over the workers. It carries only the row's id: the row stays the one truth. */
@Injectable()
export class BullHandOver implements Taker, OnModuleInit {
  readonly state = 'handed';
  private readonly log = new Logger('jobs');

  constructor(
    @InjectQueue(BULL_QUEUE) private readonly queue: Queue<{ id: string }>,
    private readonly work: UnitOfWork,
    private readonly runner: JobRunner,
    private readonly health: HealthService,
  ) {}

  onModuleInit(): void {
    this.queue.on('error', (error) => this.log.warn(`redis: ${error.message}`));
    this.health.register('redis', async () => {
      if ((await within(PATIENCE_MS, this.queue.client.ping())) !== 'PONG') throw new Error('unexpected answer');
    });
  }

  async free(): Promise<number> {
    const [row] = await this.work.operatorRead((query) =>
      query<{ handed: number }>(sql`SELECT count(*)::int AS handed FROM platform.job WHERE state = 'handed'`),
    );
    return HANDED_AT_ONCE - (row?.handed ?? 0);
  }

  /** The attempt is in the name: handing the same attempt twice adds nothing, the next attempt is another name. */
  async take(jobs: JobRow[]): Promise<void> {
    const entries = jobs.map(({ id, attempts }) => ({
      data: { id },
      opts: { jobId: `${id}-${attempts}`, attempts: 1, removeOnComplete: true, removeOnFail: true },
    }));
    try {
      await within(PATIENCE_MS, this.queue.addBulk(entries));
    } catch (error) {
      this.log.warn(`redis takes no job: ${(error as Error).message}`);
      await this.runner.release(jobs);
      throw error;
    }
  }

  /** This process does jobs that Bull delivers. */
  startWorking(): void {
    void this.queue.process(JOBS_AT_ONCE, (delivered) => this.runner.runHanded(delivered.data.id));
  }

  /** Delivered jobs are finished, no other is begun. */
  async stopWorking(): Promise<void> {
    await this.queue.pause(true, true);
  }
}

function within<T>(milliseconds: number, promise: Promise<T>): Promise<T> {
  const late = new Promise<never>((_, reject) =>
    setTimeout(reject, milliseconds, new Error('no answer in time')).unref(),
  );
  return Promise.race([promise, late]);
}
