import { Injectable, Logger } from '@nestjs/common';
import { UnitOfWork } from '../database/index.js';
import { recoverExpired } from './job.queries.js';
import { JobRunner } from './job-runner.js';
import type { Taker } from './taker.js';
import { WakeUp } from './wake-up.js';

const POLL_MS = 1_000;
const RECOVERY_MS = 30_000;

/** Finds due jobs and gives them to whoever does them, turn by turn between tenants. */
@Injectable()
export class Dispatcher {
  private readonly log = new Logger('jobs');
  private stopping = false;
  private loop: Promise<void> = Promise.resolve();
  private recoveredAt = 0;

  constructor(
    private readonly work: UnitOfWork,
    private readonly runner: JobRunner,
    private readonly wakeUp: WakeUp,
  ) {}

  start(taker: Taker): void {
    this.stopping = false;
    this.loop = this.goOn(taker);
  }

  /** Takes no more; what is under way goes on. */
  async stop(): Promise<void> {
    this.stopping = true;
    this.wakeUp.call();
    await this.loop;
  }

  /** Runs everything that is due, and what that causes, one after another. For tests and the command line. @returns how many */
  async drain(): Promise<number> {
    let done = 0;
    for (let [job] = await this.runner.claim('running', 1); job; [job] = await this.runner.claim('running', 1)) {
      await this.runner.run(job);
      done += 1;
    }
    return done;
  }

  /** What silent processes held is waiting again. */
  async recover(): Promise<void> {
    this.recoveredAt = Date.now();
    const recovered = await this.work.operatorWrite(({ query }) =>
      query<{ id: string; kind: string; state: string }>(recoverExpired()),
    );
    for (const { id, kind, state } of recovered) this.log.warn(`${kind} ${id}: its process went silent; now ${state}`);
  }

  private async goOn(taker: Taker): Promise<void> {
    while (!this.stopping) {
      const took = await this.takeSome(taker).catch((error: Error) => {
        this.log.error(`jobs could not be looked for: ${error.message}`);
        return 0;
      });
      if (took === 0) await this.wakeUp.wait(POLL_MS);
    }
  }

  private async takeSome(taker: Taker): Promise<number> {
    if (Date.now() - this.recoveredAt > RECOVERY_MS) await this.recover();
    const free = await taker.free();
    if (free <= 0) return 0;
    const jobs = await this.runner.claim(taker.state, free);
    if (jobs.length > 0) await taker.take(jobs);
    return jobs.length;
  }
}
