import { Injectable } from '@nestjs/common';
import { Clock } from '../clock/index.js';
import { contextIfAny } from '../context/index.js';
import { UnitOfWork } from '../database/index.js';
import { NotFound } from '../errors/index.js';
import {
  deadJobs,
  deleteJobs,
  insertJobs,
  insertTenantJobs,
  reviveJob,
  type Spread,
  type TenantZone,
  tenantZones,
} from './job.queries.js';
import { type JobKind, jobKind } from './job-kind.js';
import { WakeUp } from './wake-up.js';

export interface LaterOptions {
  /** Not before; at once when absent. */
  runAt?: Date;
  /** While a job of that kind and key waits (for the same tenant), asking again adds none. */
  key?: string;
  /** Behind everything else of the tenant: for what comes by thousands. */
  unhurried?: boolean;
  /** Does not let thousands begin at once. */
  spread?: Spread;
  /** For code that works for no tenant, or, from the operator's side, for a given one. Absent: the tenant of the context. */
  tenantId?: string | null;
}

export interface EachTenantOptions {
  /** By the tenant's time zone; at once when absent. */
  runAt?: (timeZone: string) => Date;
  /** Leaves out tenants whose pages do not answer. */
  active?: boolean;
}

export interface DeadLetter {
  id: string;
  tenantId: string | null;
  tenantDomain: string | null;
  kind: string;
  payload: unknown;
  attempts: number;
  lastError: string | null;
  createdAt: Date;
  finishedAt: Date;
}

const EACH_TENANT = 'each tenant';

/** Work for later, written in the transaction under way: rolled back with it, never lost once it is committed. */
@Injectable()
export class Jobs {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly wakeUp: WakeUp,
  ) {}

  /** @throws when the kind is declared nowhere, or the payload is not what it says */
  async later<Payload>(kind: JobKind<Payload> | string, payload: Payload, options: LaterOptions = {}): Promise<void> {
    await this.laterEach(kind, [payload], options);
  }

  /** The same for thousands, in one statement. */
  async laterEach<Payload>(
    kind: JobKind<Payload> | string,
    payloads: Payload[],
    options: LaterOptions = {},
  ): Promise<void> {
    const { name, payload: schema, retries } = typeof kind === 'string' ? jobKind(kind) : kind;
    const job = {
      tenantId: options.tenantId === undefined ? (contextIfAny()?.tenant?.id ?? null) : options.tenantId,
      kind: name,
      payloads: payloads.map((payload) => schema.parse(payload)),
      runAt: options.runAt ?? this.clock.now(),
      key: options.key ?? null,
      unhurried: options.unhurried ?? false,
      maxAttempts: retries.attempts,
      spread: options.spread ?? null,
    };
    await this.work.operatorWrite(({ query }) => query(insertJobs(job)));
    this.work.afterCommit(() => this.wakeUp.call());
  }

  /** The house's clock work, done tenant by tenant: a job of that kind for each, unhurried; where one still waits, none is added. */
  async forEachTenant(kind: JobKind<object>, { runAt, active = false }: EachTenantOptions = {}): Promise<void> {
    const now = this.clock.now();
    await this.work.operatorWrite(async ({ query }) => {
      const tenants = await query<TenantZone>(tenantZones(active));
      const due = tenants.map(({ id, timeZone }) => ({ tenantId: id, runAt: runAt?.(timeZone) ?? now }));
      const { name, retries } = kind;
      await query(insertTenantJobs({ kind: name, key: EACH_TENANT, maxAttempts: retries.attempts, due }));
    });
    this.work.afterCommit(() => this.wakeUp.call());
  }

  /** What was given up, newest first; `before` is the last id of the former page. */
  deadLetters(page: { tenantId?: string; before?: string; limit?: number } = {}): Promise<DeadLetter[]> {
    return this.work.operatorRead((query) => query<DeadLetter>(deadJobs({ ...page, limit: page.limit ?? 50 })));
  }

  /** A person asks for another round of attempts. @throws NotFound when it is not among the dead letters */
  async retry(id: string): Promise<void> {
    const revived = await this.work.operatorWrite(({ query }) => query(reviveJob(id, this.clock.now())));
    if (revived.length === 0) throw new NotFound();
    this.work.afterCommit(() => this.wakeUp.call());
  }

  /** A person has seen it and wants no more of it. @throws NotFound */
  async discard(id: string): Promise<void> {
    const gone = await this.work.operatorWrite(({ query }) => query(deleteJobs('dead', { id })));
    if (gone.length === 0) throw new NotFound();
  }
}
