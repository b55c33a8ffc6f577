import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/index.js';
import { context } from '../../platform/context/index.js';
import { NotFound } from '../../platform/errors/index.js';
import { sql, type Sql, UnitOfWork } from '../../platform/database/index.js';
import { hoursAfter, type SessionTerms } from '../domain/session-terms.js';
import { newToken, tokenHash } from './token.js';

/** Whose session: a staff member's or a resident's. */
export type Holder = { staffId: string } | { residentLoginId: string };

export interface NewSession {
  holder: Holder;
  terms: SessionTerms;
  userAgent: string | null;
  secondFactorPending?: boolean;
  /** Session the browser had so far: it ends. */
  former?: string;
}

export interface OpenSession {
  id: string;
  createdAt: Date;
  seenAt: Date;
  address: string | null;
  userAgent: string | null;
}

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
    const { staffId, residentLoginId } = columns(holder);
    await this.work.write(async ({ query }) => {
      if (former) await query(sql`DELETE FROM session WHERE token_hash = ${tokenHash(former)}`);
      await query(sql`
        INSERT INTO session (token_hash, staff_id, resident_login_id, created_at, seen_at, ends_at, idle_minutes, address, user_agent,
          second_factor_pending)
        VALUES (${hash}, ${staffId}, ${residentLoginId}, ${now}, ${now}, ${hoursAfter(now, terms.hours)}, ${terms.idleMinutes},
          ${address()}::inet, ${userAgent?.slice(0, LONGEST_USER_AGENT) ?? null}, ${secondFactorPending})`);
    });
    return token;
  }

  /** At every change of rights: the same session under a new token, its second factor shown. @returns the token */
  async renew(sessionId: string): Promise<string> {
    const { token, hash } = newToken();
    const rows = await this.work.write(({ query }) =>
      query(
        sql`UPDATE session SET token_hash = ${hash}, second_factor_pending = false WHERE id = ${sessionId} RETURNING id`,
      ),
    );
    if (rows.length === 0) throw new NotFound();
    return token;
  }

  async list(holder: Holder): Promise<OpenSession[]> {
    const now = this.clock.now();
    return this.work.read((query) =>
      query<OpenSession>(sql`
        SELECT id, created_at AS "createdAt", seen_at AS "seenAt", host(address) AS address, user_agent AS "userAgent"
        FROM session
        WHERE ${isOf(holder)} AND ends_at > ${now} AND seen_at + make_interval(mins => idle_minutes) > ${now}
        ORDER BY seen_at DESC, id DESC`),
    );
  }

  /** @throws NotFound when it is not one of his */
  async end(holder: Holder, sessionId: string): Promise<void> {
    const ended = await this.work.write(({ query }) =>
      query(sql`DELETE FROM session WHERE ${isOf(holder)} AND id = ${sessionId} RETURNING id`),
    );
    if (ended.length === 0) throw new NotFound();
  }

  async endToken(token: string): Promise<void> {
    await this.work.write(({ query }) => query(sql`DELETE FROM session WHERE token_hash = ${tokenHash(token)}`));
  }

  /** All of his, but the one under way if it is named. */
  async endAll(holder: Holder, exceptSessionId: string | null = null): Promise<void> {
    await this.work.write(({ query }) =>
      query(sql`DELETE FROM session WHERE ${isOf(holder)} AND id IS DISTINCT FROM ${exceptSessionId}::uuid`),
    );
  }
}

function columns(holder: Holder): { staffId: string | null; residentLoginId: string | null } {
  return { staffId: null, residentLoginId: null, ...holder };
}

/** The condition on a table that names its holder in these two columns. */
export function isOf(holder: Holder): Sql {
  return 'staffId' in holder ? sql`staff_id = ${holder.staffId}` : sql`resident_login_id = ${holder.residentLoginId}`;
}

/** `fe80::1%eth0` is no address to PostgreSQL. */
function address(): string | null {
  return context().address?.replace(/%.*$/, '') ?? null;
}
