import { Injectable } from '@nestjs/common';
import { addressWith, ResidentShell, type ResidentSpace } from '../portfolio/index.js';
import { shownBalance } from './domain/shown-balance.js';
import { readsExpenses } from './resident-expenses.js';
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
    shell.contribute(
      {
        key: 'accounts.charges',
        order: 25,
        icon: 'chart-pie',
        label: 'accounts:charges.title',
        note: 'accounts:charges.tile-note',
        href: (space) => `${space.home}/charges`,
        visible: ({ kind, settings }) => kind === 'co_owner' && settings.showAccount,
      },
      {
        key: 'accounts.works-funds',
        order: 30,
        icon: 'pig-money',
        label: 'accounts:funds.title',
        note: 'accounts:funds.tile-note',
        href: (space) => `${space.home}/fonds-travaux`,
        visible: ({ kind, settings }) => kind === 'co_owner' && settings.showWorksFunds,
      },
      {
        key: 'accounts.expenses',
        order: 40,
        icon: 'file-euro',
        label: 'accounts:expenses.title',
        note: 'accounts:expenses.tile-note',
        href: (space) => `${space.home}/depenses`,
        visible: readsExpenses,
      },
    );
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
          href: addressWith(`${space.home}/selection`, { choix: account.id, retour: accountOf(space) }),
        }));
        return { only: shown.length === 1 ? shown[0] : null, balances: shown, href: accountOf(space) };
      },
    });
  }
}
