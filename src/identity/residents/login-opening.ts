import { Injectable } from '@nestjs/common';
import { randomInt } from 'node:crypto';
import { Clock } from '../../platform/clock/index.js';
import { type Sql, UnitOfWork } from '../../platform/database/index.js';
import { isResidentLogin, loginFor, provisionalPassword } from '../domain/provisional-password.js';
import { daysAfter } from '../domain/session-terms.js';
import { SealedSecrets } from '../passwords/sealed-secrets.js';
import {
  analyzeLogins,
  changeGiven,
  insertLogins,
  knownLogins,
  type LoginRow,
  partiesWithout,
  validityDays,
} from './login-opening.queries.js';
import type { GivenCredentials, OpenedAccess } from './resident-access.types.js';
import { secretOwner } from './secret-owner.js';

export type Given = ReadonlyMap<string, GivenCredentials>;

const AT_ONCE = 2_000;
const ROUNDS = 20;
const ROUNDS_WITH_FOUR_DIGITS = 4;

interface Party {
  partyId: string;
  name: string;
}

/** Makes logins and initial passwords by thousands. Initial passwords are sealed, not hashed: they can be read again anyway. */
@Injectable()
export class LoginOpening {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly secrets: SealedSecrets,
  ) {}

  /** `whose`: a condition on `party p`. */
  async open(whose: Sql, given: Given): Promise<OpenedAccess> {
    return this.work.write(async ({ query }) => {
      const loginsTaken = await this.follow(given);
      const missing = await query<Party>(partiesWithout(whose));
      for (const some of inLots(missing)) loginsTaken.push(...(await this.make(some, given)));
      if (missing.length > AT_ONCE) await query(analyzeLogins());
      return { opened: missing.length, loginsTaken };
    });
  }

  /** @returns parties whose wished login was not free */
  private async make(parties: Party[], given: Given): Promise<string[]> {
    const until = await this.validUntil();
    const taken: string[] = [];
    let remaining = parties.map(({ partyId, name }) => this.newLogin(partyId, name, given.get(partyId)));
    for (let round = 1; remaining.length > 0; round += 1) {
      const made = await this.work.write(({ query }) => query<{ partyId: string }>(insertLogins(remaining, until)));
      const done = new Set(made.map(({ partyId }) => partyId));
      remaining = remaining.filter(({ partyId }) => !done.has(partyId));
      if (round === 1) taken.push(...remaining.filter(({ givenDigest }) => givenDigest).map(({ partyId }) => partyId));
      if (round > ROUNDS) throw new Error(`No free login for ${remaining.length} parties`);
      const digits = 4 + Math.max(0, round - ROUNDS_WITH_FOUR_DIGITS);
      remaining = remaining.map((login) => ({ ...login, login: loginFor(login.name, randomInt, digits) }));
    }
    return taken;
  }

  private newLogin(partyId: string, name: string, given: GivenCredentials | undefined): LoginRow & { name: string } {
    return {
      partyId,
      name,
      login: given && isResidentLogin(given.login) ? given.login : loginFor(name, randomInt),
      ...this.sealed(partyId, given?.initialPassword ?? provisionalPassword(randomInt)),
      givenDigest: given ? this.givenDigest(partyId, given) : null,
    };
  }

  /** What a manifest says anew of logins that exist and were never personalised; the same again changes nothing. */
  private async follow(given: Given): Promise<string[]> {
    if (given.size === 0) return [];
    const known = await this.work.write(({ query }) =>
      query<{ partyId: string; givenDigest: Buffer | null }>(knownLogins([...given.keys()])),
    );
    const rows = known.flatMap(({ partyId, givenDigest }) => this.changed(partyId, givenDigest, given.get(partyId)));
    const taken: string[] = [];
    for (const some of inLots(rows)) {
      const until = await this.validUntil();
      const changed = await this.work.write(({ query }) =>
        query<{ partyId: string; login: string }>(changeGiven(some, until)),
      );
      taken.push(
        ...changed.filter(({ partyId, login }) => given.get(partyId)?.login !== login).map(({ partyId }) => partyId),
      );
    }
    return taken;
  }

  private changed(partyId: string, known: Buffer | null, given: GivenCredentials | undefined): LoginRow[] {
    if (!given) return [];
    const givenDigest = this.givenDigest(partyId, given);
    if (known?.equals(givenDigest)) return [];
    const password = given.initialPassword
      ? this.sealed(partyId, given.initialPassword)
      : { cipher: null, digest: null };
    return [{ partyId, login: given.login, givenDigest, ...password }];
  }

  private sealed(partyId: string, password: string): { cipher: Buffer; digest: Buffer } {
    const owner = secretOwner(partyId);
    return {
      cipher: this.secrets.seal('initial-password', password, owner),
      digest: this.secrets.digest('initial-password', password, owner),
    };
  }

  private givenDigest(partyId: string, { login, initialPassword = '' }: GivenCredentials): Buffer {
    return this.secrets.digest('credentials', `${login}\0${initialPassword}`, secretOwner(partyId));
  }

  private async validUntil(): Promise<Date> {
    const [row] = await this.work.write(({ query }) => query<{ days: number }>(validityDays()));
    return daysAfter(this.clock.now(), row?.days ?? 30);
  }
}

function inLots<Row>(rows: Row[]): Row[][] {
  return Array.from({ length: Math.ceil(rows.length / AT_ONCE) }, (_, lot) =>
    rows.slice(lot * AT_ONCE, (lot + 1) * AT_ONCE),
  );
}
