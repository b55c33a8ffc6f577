import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import {
  countTokens,
  insertToken,
  type IssuedTo,
  spendToken,
  type TokenPurpose,
  usableToken,
  voidTokens,
} from './one-time-token.queries.js';
import type { Holder } from './session.types.js';
import { newToken, tokenHash } from './token.js';

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
    await this.work.write(async ({ query }) => {
      await this.void(holder, [purpose]);
      await query(insertToken({ hash, purpose, holder, email, now: this.clock.now(), expiresAt }));
    });
    return token;
  }

  /** Whose it is, while it can be used. */
  async find(purposes: readonly TokenPurpose[], token: string): Promise<IssuedTo | null> {
    const [found] = await this.work.read((query) =>
      query<IssuedTo>(usableToken(purposes, tokenHash(token), this.clock.now())),
    );
    return found ?? null;
  }

  /** Whose it is, once: two uses at the same instant, one gets null. */
  async use(purposes: readonly TokenPurpose[], token: string): Promise<IssuedTo | null> {
    const [used] = await this.work.write(({ query }) =>
      query<IssuedTo>(spendToken(purposes, tokenHash(token), this.clock.now())),
    );
    return used ?? null;
  }

  /** Those sent to him for these purposes serve no more. */
  async void(holder: Holder, purposes: readonly TokenPurpose[]): Promise<void> {
    await this.work.write(({ query }) => query(voidTokens(holder, purposes, this.clock.now())));
  }

  /** How many were issued since then, used and void ones included. */
  async countSince(purpose: TokenPurpose, holder: Holder, since: Date): Promise<number> {
    const [row] = await this.work.read((query) => query<{ count: number }>(countTokens(purpose, holder, since)));
    return row?.count ?? 0;
  }
}
