import { Injectable } from '@nestjs/common';
import { shownBalance } from '../../accounts/index.js';
import { type Query } from '../../platform/database/index.js';
import { categoryOfAccount, listedName, readSpaceSettings, type StaffScope } from '../../portfolio/index.js';
import type { AccountPublication } from '../domain/account-visibility.js';
import type { JudgedAccount, ListedAccount } from './account-list.queries.js';
import { AccountTicks } from './account-ticks.service.js';
import { AccountWords } from './account-words.js';

export const TONES: Record<AccountPublication, string> = {
  published: 'success',
  marked: 'info',
  to_withdraw: 'warning',
  unpublished: '',
};

export const homeOf = (scope: StaffScope) => `/gestion/${scope.line}/comptes`;

/** An account by its number, and by itself where two have the same. */
export function hrefOf(
  scope: StaffScope,
  { number, id }: Pick<JudgedAccount, 'number' | 'id'>,
  ambiguous: boolean,
): string {
  return `${homeOf(scope)}/${encodeURIComponent(number)}${ambiguous ? `?compte=${id}` : ''}`;
}

/** "Situation compte" of his record: there for a client of whom something is published. */
export function statementHref({ line }: StaffScope, { id, kind, partyId, isVisible }: JudgedAccount): string | null {
  return isVisible
    ? `/agence/${line}/portefeuille/${categoryOfAccount(kind).slug}/${partyId}/compte?compte=${id}`
    : null;
}

/** Rows of the list as its page and its sheet show them. */
@Injectable()
export class AccountPages {
  constructor(
    private readonly ticks: AccountTicks,
    private readonly words: AccountWords,
  ) {}

  async rows(query: Query, scope: StaffScope, listed: readonly ListedAccount[]) {
    const standings = await this.ticks.standings(query, listed);
    const sign = await this.sign(query, scope);
    return listed.map((one) => {
      const standing = standings.get(one.id) ?? 'unpublished';
      return {
        id: one.id,
        number: one.number,
        href: hrefOf(scope, one, one.isAmbiguous),
        name: listedName(one.holder),
        kind: this.words.say(`kinds.${one.kind}`),
        status: one.status === 'active' ? null : this.words.say(`statuses.${one.status}`),
        statusOn: one.statusOn,
        buildings: one.buildings.join(', '),
        entity: one.entity,
        balance: shownBalance(one.balance, sign),
        published: this.words.say(`standing.${standing}`),
        tone: TONES[standing],
        lastSignInAt: one.lastSignInAt,
        at: one.at,
      };
    });
  }

  /** As residents of the line see balances (ACC-43). */
  async sign(query: Query, { line }: StaffScope) {
    return (await readSpaceSettings(query, line))?.balanceSign ?? 'credit_minus_debit';
  }
}
