import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/index.js';
import { context } from '../../platform/context/index.js';
import { NotFound } from '../../platform/errors/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import { hoursAfter } from '../domain/session-terms.js';
import {
  endSession,
  endSessionOf,
  endSessions,
  giveSessionToken,
  insertSession,
  openSessions,
} from './session.queries.js';
import type { Holder, NewSession, OpenSession } from './session.types.js';
import { newToken, tokenHash } from './token.js';

const LONGEST_USER_AGENT = 300;

/** Sessions of the tenant's staff and residents. The token is known to the browser only; the database keeps its digest. */
@Injectable()
export class Sessions {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** @returns the token to give to the browser */
  async open({ holder, terms, userAgent, secondFactorPending = false, former }: NewSession): Promise<string> {
    const { token, hash } = newToken();
    const now = this.clock.now();
    await this.work.write(async ({ query }) => {
      if (former) await query(endSessionOf(tokenHash(former)));
      await query(
        insertSession({
          hash,
          holder,
          now,
          endsAt: hoursAfter(now, terms.hours),
          idleMinutes: terms.idleMinutes,
          address: address(),
          userAgent: userAgent?.slice(0, LONGEST_USER_AGENT) ?? null,
          secondFactorPending,
        }),
      );
    });
    return token;
  }

  /** At every change of rights: the same session under a new token, its second factor shown. @returns the token @throws NotFound */
  async renew(sessionId: string): Promise<string> {
    const { token, hash } = newToken();
    const renewed = await this.work.write(({ query }) => query(giveSessionToken(sessionId, hash)));
    if (renewed.length === 0) throw new NotFound();
    return token;
  }

  /** Those open now, the last seen first. */
  async list(holder: Holder): Promise<OpenSession[]> {
    return this.work.read((query) => query<OpenSession>(openSessions(holder, this.clock.now())));
  }

  /** @throws NotFound when it is not one of his */
  async end(holder: Holder, sessionId: string): Promise<void> {
    const ended = await this.work.write(({ query }) => query(endSession(holder, sessionId)));
    if (ended.length === 0) throw new NotFound();
  }

  /** The one that browser holds; a token nobody has ends nothing. */
  async endToken(token: string): Promise<void> {
    await this.work.write(({ query }) => query(endSessionOf(tokenHash(token))));
  }

  /** All of his, but the one under way if it is named. */
  async endAll(holder: Holder, exceptSessionId: string | null = null): Promise<void> {
    await this.work.write(({ query }) => query(endSessions(holder, exceptSessionId)));
  }
}

/** `fe80::1%eth0` is no address to PostgreSQL. */
function address(): string | null {
  return context().address?.replace(/%.*$/, '') ?? null;
}
