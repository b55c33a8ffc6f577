import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import ipaddr from 'ipaddr.js';
import { Clock } from '../../platform/clock/index.js';
import { context } from '../../platform/context/index.js';
import { type Query, UnitOfWork } from '../../platform/database/index.js';
import { InvalidInput } from '../../platform/errors/index.js';
import {
  ADDRESS_RULE,
  type Failures,
  LOGIN_RULE,
  NO_FAILURES,
  type ThrottleRule,
  waitingUntil,
  withAttempt,
  withoutAttempt,
} from '../domain/throttle.js';
import { forgetSubjects, insertSubjects, keepFailures, lockSubjects } from './throttle.queries.js';

/** An attempt that was let through; it counts as a failure until it is forgiven. */
export interface Attempt {
  login: string;
  address: string;
  at: Date;
}

/** Failures by login and by network address, kept in the database: every process of the host sees the same. */
@Injectable()
export class Throttle {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /**
   * Counts the attempt before anything is compared, both rows locked, so that guesses sent all at once wait for each other.
   * @throws InvalidInput when the login or the address must wait: the same for a login nobody has
   */
  async admit(login: string): Promise<Attempt> {
    const attempt: Attempt = {
      login: `login:${createHash('sha256').update(login).digest('base64url')}`,
      address: `address:${network(context().address)}`,
      at: this.clock.now(),
    };
    const waiting = await this.locked(attempt, async (known, query) => {
      const waits = [known.login, known.address].map((failures) => waitingUntil(failures, attempt.at)?.getTime() ?? 0);
      const until = Math.max(...waits);
      if (until > 0) return until;
      await this.keep(query, attempt.login, withAttempt(known.login, LOGIN_RULE, attempt.at));
      await this.keep(query, attempt.address, withAttempt(known.address, ADDRESS_RULE, attempt.at));
      return null;
    });
    if (waiting === null) return attempt;
    const minutes = Math.ceil((waiting - attempt.at.getTime()) / 60_000);
    throw InvalidInput.at('', 'identity:sign-in.wait', { count: minutes });
  }

  /** It was right: the login starts afresh, the address forgets this one attempt. */
  async forgive(attempt: Attempt): Promise<void> {
    await this.locked(attempt, async (known, query) => {
      await this.keep(query, attempt.login, NO_FAILURES);
      await this.keep(query, attempt.address, withoutAttempt(known.address, ADDRESS_RULE, attempt.at));
    });
  }

  /** Called by the clock. */
  async sweep(): Promise<void> {
    const oldest = new Date(this.clock.now().getTime() - forgottenAfter(LOGIN_RULE, ADDRESS_RULE) * 60_000);
    await this.work.single(forgetSubjects(oldest));
  }

  private locked<T>(
    { login, address }: Attempt,
    decide: (known: { login: Failures; address: Failures }, query: Query) => Promise<T>,
  ): Promise<T> {
    const subjects = [address, login];
    return this.work.operatorWrite(async ({ query }) => {
      await query(insertSubjects(tenantId(), subjects, this.clock.now()));
      const rows = await query<Failures & { subject: string }>(lockSubjects(tenantId(), subjects));
      const of = (subject: string) => rows.find((row) => row.subject === subject) ?? NO_FAILURES;
      return decide({ login: of(login), address: of(address) }, query);
    });
  }

  private async keep(query: Query, subject: string, failures: Failures): Promise<void> {
    await query(keepFailures(tenantId(), subject, failures, this.clock.now()));
  }
}

function tenantId(): string | null {
  return context().tenant?.id ?? null;
}

/** One IPv4 address, or the 64 bits an IPv6 subscriber is given whole. */
function network(address: string | null): string {
  if (!address || !ipaddr.isValid(address)) return 'unknown';
  const parsed = ipaddr.process(address);
  return parsed.kind() === 'ipv4'
    ? parsed.toString()
    : (parsed as ipaddr.IPv6).parts
        .slice(0, 4)
        .map((part) => part.toString(16))
        .join(':');
}

function forgottenAfter(...rules: ThrottleRule[]): number {
  return Math.max(
    ...rules.map((rule) => Math.max(rule.memoryMinutes, rule.withinMinutes) + Math.max(...rule.waitMinutes)),
  );
}
