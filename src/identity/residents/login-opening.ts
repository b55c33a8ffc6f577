import { Injectable } from '@nestjs/common';
import { randomInt } from 'node:crypto';
import { Clock } from '../../platform/clock/index.js';
import { type Sql, UnitOfWork } from '../../platform/database/index.js';
import { isResidentLogin, loginFor, provisionalPassword } from '../domain/provisional-password.js';
import { daysAfter } from '../domain/session-terms.js';
import { SealedSecrets } from '../passwords/sealed-secrets.js';
import {
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

const AT_ONCE = 5_000;
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
      const changed = await this.follow(given);
      const missing = await query<Party>(partiesWithout(whose));
      const loginsTaken = [...changed];
      for (let from = 0; from < missing.length; from += AT_ONCE) {
        loginsTaken.push(...(await this.make(missing.slice(from, from + AT_ONCE), given)));
      }
      return { opened: missing.length, loginsTaken };
    });
  }

  /** @returns parties whose wished login was not free */
  private async make(parties: Party[], given: Given): Promise<string[]> {
    const until = await this.validUntil();
    const taken: string[] = [];
    let remaining = parties;
    for (let round = 0; remaining.length > 0; round += 1) {
      if (round === ROUNDS) throw new Error(`No free login for ${remaining.length} parties`);
      const rows = remaining.map((party) => this.row(party, round, given.get(party.partyId)));
      const made = await this.work.write(({ query }) => query<{ partyId: string }>(insertLogins(rows, until)));
      const done = new Set(made.map(({ partyId }) => partyId));
      remaining = remaining.filter(({ partyId }) => !done.has(partyId));
      if (round === 0) taken.push(...remaining.map(({ partyId }) => partyId).filter((id) => given.has(id)));
    }
    return taken;
  }

  private row({ partyId, name }: Party, round: number, given: GivenCredentials | undefined): LoginRow {
    const digits = 4 + Math.max(0, round - ROUNDS_WITH_FOUR_DIGITS);
    const wished = round === 0 && given && isResidentLogin(given.login);
    return {
      partyId,
      login: wished ? given.login : loginFor(name, randomInt, digits),
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
    const rows = known.flatMap(({ partyId, givenDigest }) => {
      const credentials = given.get(partyId);
      if (!credentials) return [];
      const digest = this.givenDigest(partyId, credentials);
      if (givenDigest?.equals(digest)) return [];
      const { initialPassword, login } = credentials;
      return [
        {
          partyId,
          login,
          givenDigest: digest,
          ...(initialPassword ? this.sealed(partyId, initialPassword) : { cipher: null, digest: null }),
        },
      ];
    });
    if (rows.length === 0) return [];
    const until = await this.validUntil();
    const changed = await this.work.write(({ query }) =>
      query<{ partyId: string; login: string }>(changeGiven(rows, until)),
    );
    return changed.filter(({ partyId, login }) => given.get(partyId)?.login !== login).map(({ partyId }) => partyId);
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
