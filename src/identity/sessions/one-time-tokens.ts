import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/index.js';
import { sql, type Sql, UnitOfWork } from '../../platform/database/index.js';
import { type Holder, isOf } from './sessions.js';
import { newToken, tokenHash } from './token.js';

export type TokenPurpose = 'reset' | 'invitation' | 'email';

export interface IssuedTo {
  staffId: string | null;
  residentLoginId: string | null;
  /** Where it was sent. */
  email: string | null;
}

/** Links of one use, short-lived: of each only the digest is kept. Joins the transaction under way. */
@Injectable()
export class OneTimeTokens {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** A new one; those of the same purpose sent before are void [RES-11] [ADM-18]. @returns the token to put in the link */
  async issue(purpose: TokenPurpose, holder: Holder, email: string | null, expiresAt: Date): Promise<string> {
    const { token, hash } = newToken();
    const { staffId, residentLoginId } = { staffId: null, residentLoginId: null, ...holder };
    await this.work.write(async ({ query }) => {
      await this.void(holder, [purpose]);
      await query(sql`
        INSERT INTO one_time_token (token_hash, purpose, staff_id, resident_login_id, email, created_at, expires_at)
        VALUES (${hash}, ${purpose}, ${staffId}, ${residentLoginId}, ${email}, ${this.clock.now()}, ${expiresAt})`);
    });
    return token;
  }

  /** Whose it is, while it can be used. */
  async find(purposes: TokenPurpose[], token: string): Promise<IssuedTo | null> {
    const [found] = await this.work.read((query) =>
      query<IssuedTo>(sql`SELECT ${issuedTo} FROM one_time_token WHERE ${this.usable(purposes, token)}`),
    );
    return found ?? null;
  }

  /** Whose it is, once: two uses at the same instant, one gets null. */
  async use(purposes: TokenPurpose[], token: string): Promise<IssuedTo | null> {
    const [used] = await this.work.write(({ query }) =>
      query<IssuedTo>(sql`
        UPDATE one_time_token SET ended_at = ${this.clock.now()} WHERE ${this.usable(purposes, token)} RETURNING ${issuedTo}`),
    );
    return used ?? null;
  }

  async void(holder: Holder, purposes: TokenPurpose[]): Promise<void> {
    await this.work.write(({ query }) =>
      query(sql`
        UPDATE one_time_token SET ended_at = ${this.clock.now()}
        WHERE ${isOf(holder)} AND purpose = ANY (${purposes}) AND ended_at IS NULL`),
    );
  }

  /** How many were issued since then, used and void ones included. */
  async countSince(purpose: TokenPurpose, holder: Holder, since: Date): Promise<number> {
    const [row] = await this.work.read((query) =>
      query<{ count: number }>(sql`
        SELECT count(*)::int AS count FROM one_time_token WHERE ${isOf(holder)} AND purpose = ${purpose} AND created_at > ${since}`),
    );
    return row?.count ?? 0;
  }

  private usable(purposes: TokenPurpose[], token: string): Sql {
    return sql`token_hash = ${tokenHash(token)} AND purpose = ANY (${purposes}) AND ended_at IS NULL AND expires_at > ${this.clock.now()}`;
  }
}

const issuedTo = sql`staff_id AS "staffId", resident_login_id AS "residentLoginId", email`;
