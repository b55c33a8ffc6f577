import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { Injectable, Logger } from '@nestjs/common';
import { NOBODY } from '../auth/viewer.js';
import { Clock } from '../clock/index.js';
import { runInContext } from '../context/index.js';
import { type Sql, UnitOfWork } from '../database/index.js';
import { DEFAULT_LOCALE } from '../i18n/index.js';
import { Metrics } from '../observability/index.js';
import { TenantDirectory } from '../tenancy/index.js';
import { afterFailure } from './domain/after-failure.js';
import { DEFAULT_RETRIES } from './domain/retries.js';
import { HandlerRegistry } from './handler-registry.js';
import {
  beginHanded,
  buryJob,
  claimJobs,
  finishJob,
  type JobRow,
  LEASE_SECONDS,
  postponeJob,
  releaseJobs,
  renewLocks,
} from './job.queries.js';
import { declaredJobs, jobKind } from './job-kind.js';

const ERROR_LENGTH = 1_000;
export const LOCK_RENEWAL_MS = (LEASE_SECONDS / 4) * 1_000;

/** Does one job after another, as long as it is given some, and writes down how each ended. */
@Injectable()
export class JobRunner {
  /** Names this process in the locks it holds. */
  readonly worker = `${hostname()}/${process.pid}/${randomUUID().slice(0, 8)}`;
  private readonly underWay = new Map<string, Promise<void>>();
  private readonly log = new Logger('jobs');

  constructor(
    private readonly work: UnitOfWork,
    private readonly registry: HandlerRegistry,
    private readonly tenants: TenantDirectory,
    private readonly clock: Clock,
    private readonly metrics: Metrics,
  ) {}

  get running(): number {
    return this.underWay.size;
  }

  claim(state: 'running' | 'handed', count: number): Promise<JobRow[]> {
    return this.write<JobRow>(claimJobs(state, this.worker, count, this.clock.now()));
  }

  /** Never fails: a failure is written to the job; when even that cannot be written, others take the job up once its lock expires. */
  run(job: JobRow): Promise<void> {
    const done = this.attempt(job)
      .catch((error: Error) => this.log.error(`${job.kind} ${job.id}: its end could not be written: ${error.message}`))
      .finally(() => this.underWay.delete(job.id));
    this.underWay.set(job.id, done);
    return done;
  }

  /** A job that Bull delivered; nothing happens when it has been taken up already. */
  async runHanded(id: string): Promise<void> {
    const [job] = await this.write<JobRow>(beginHanded(id, this.worker));
    if (job) await this.run(job);
  }

  async release(jobs: JobRow[]): Promise<void> {
    await this.write(releaseJobs(jobs.map((job) => job.id)));
  }

  /** Keeps what is under way from being taken for abandoned. Called often enough within `LEASE_SECONDS`. */
  async renewLocks(): Promise<void> {
    if (this.running > 0) await this.write(renewLocks([...this.underWay.keys()], this.worker));
  }

  /** @returns whether everything under way ended in time */
  async settled(milliseconds: number): Promise<boolean> {
    const patience = new Promise<false>((resolve) => setTimeout(resolve, milliseconds, false).unref());
    return Promise.race([Promise.all(this.underWay.values()).then(() => true), patience]);
  }

  private async attempt(job: JobRow): Promise<void> {
    const begun = performance.now();
    const outcome = await this.outcomeOf(job);
    this.metrics.jobEnded(job.kind, outcome, (performance.now() - begun) / 1_000, job.tenantId);
  }

  private async outcomeOf(job: JobRow): Promise<'done' | 'retried' | 'dead'> {
    try {
      await this.perform(job);
    } catch (error) {
      return this.fail(job, error);
    }
    await this.write(finishJob(job.id, this.worker));
    return 'done';
  }

  /** In the tenant's context and no other: nothing of who asked for the job is left. */
  private async perform(job: JobRow): Promise<void> {
    const tenant = job.tenantId ? await this.tenants.byId(job.tenantId) : null;
    const context = {
      requestId: job.id,
      tenant,
      viewer: NOBODY,
      locale: tenant?.locale ?? DEFAULT_LOCALE,
      address: null,
    };
    const payload = jobKind(job.kind).payload.parse(job.payload);
    const attempt = { id: job.id, attempt: job.attempts, last: job.attempts >= job.maxAttempts };
    await runInContext(context, () => this.registry.handlerOf(job.kind).run(payload, attempt));
  }

  private async fail(job: JobRow, error: unknown): Promise<'retried' | 'dead'> {
    const text = (error instanceof Error ? error.message : String(error)).slice(0, ERROR_LENGTH);
    const retries = { ...(declaredJobs().get(job.kind)?.retries ?? DEFAULT_RETRIES), attempts: job.maxAttempts };
    const next = afterFailure(error, job.attempts, retries, this.clock.now(), Math.random());
    if (next.state === 'dead') {
      this.log.error(
        `${job.kind} ${job.id}: given up after attempt ${job.attempts}: ${error instanceof Error ? error.stack : text}`,
      );
      await this.write(buryJob(job.id, this.worker, text));
      return 'dead';
    }
    this.log.warn(`${job.kind} ${job.id}: attempt ${job.attempts} of ${job.maxAttempts}: ${text}`);
    await this.write(postponeJob(job.id, this.worker, next.runAt, next.attemptsBack, text));
    return 'retried';
  }

  private write<Row>(statement: Sql): Promise<Row[]> {
    return this.work.operatorWrite(({ query }) => query<Row>(statement));
  }
}
