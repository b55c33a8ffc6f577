import { Injectable } from '@nestjs/common';
import { ResidentShell, type ResidentSpace } from '../portfolio/index.js';
import { shownBalance } from './domain/shown-balance.js';
import { readBalances } from './resident-accounts.queries.js';

/** What accounts bring to a resident's home: what is due, first of all, and the way to the statement. */
@Injectable()
export class ResidentAccountPanels {
  constructor(shell: ResidentShell) {
    const accountOf = (space: ResidentSpace) => `${space.home}/compte`;
    shell.contribute({
      key: 'accounts.statement',
      order: 20,
      icon: 'receipt-euro',
      label: 'accounts:resident.title',
      note: 'accounts:resident.tile-note',
      href: accountOf,
      visible: ({ settings }) => settings.showAccount,
    });
    shell.contributePanel({
      key: 'accounts.balance',
      order: 10,
      view: 'accounts/resident/balances',
      visible: ({ settings }) => settings.showAccount,
      load: async (space, query) => {
        const balances = await readBalances(query, space.standing);
        const shown = balances.map(({ balance, ...account }) => ({
          ...account,
          ...shownBalance(balance, space.settings.balanceSign),
        }));
        return { only: shown.length === 1 ? shown[0] : null, balances: shown, href: accountOf(space) };
      },
    });
  }
}
