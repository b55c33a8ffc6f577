import { type BeforeApplicationShutdown, Injectable, Logger, Optional } from '@nestjs/common';
import { BullHandOver } from './bull-queue.js';
import { ClockWork } from './clock.js';
import { Dispatcher } from './dispatcher.js';
import { InProcess } from './in-process.js';
import { JobRunner, LOCK_RENEWAL_MS } from './job-runner.js';

const PATIENCE_MS = 20_000;

/** What goes on behind the requests. Nothing does until `start` is called: the command line and the tests run no job by themselves. */
@Injectable()
export class Background implements BeforeApplicationShutdown {
  private readonly log = new Logger('jobs');
  private renewal: NodeJS.Timeout | undefined;

  constructor(
    private readonly dispatcher: Dispatcher,
    private readonly runner: JobRunner,
    private readonly clockWork: ClockWork,
    private readonly inProcess: InProcess,
    @Optional() private readonly bull?: BullHandOver,
  ) {}

  /**
   * `worker`: this process does jobs even where Bull could give them to others. A web process only hands them over there, and does
   * them itself where there is no Redis.
   */
  start({ worker }: { worker: boolean }): void {
    const every = () =>
      this.runner.renewLocks().catch((error: Error) => this.log.warn(`locks not renewed: ${error.message}`));
    this.renewal = setInterval(() => void every(), LOCK_RENEWAL_MS).unref();
    this.dispatcher.start(this.bull ?? this.inProcess);
    if (worker) this.bull?.startWorking();
    this.clockWork.start();
  }

  /** Finishes what is under way, for a while; what is not done by then is taken up again by another process. */
  async beforeApplicationShutdown(): Promise<void> {
    if (!this.renewal) return;
    this.clockWork.stop();
    await this.dispatcher.stop();
    const [settled] = await Promise.all([this.runner.settled(PATIENCE_MS), this.bull?.stopWorking()]);
    if (!settled) this.log.warn(`${this.runner.running} jobs left unfinished: they will be taken up again`);
    clearInterval(this.renewal);
    this.renewal = undefined;
  }
}
