import { addressWith, type ResidentSpace, type SelectorModel } from '../../portfolio/index.js';
import { shownBalance, shownCents } from '../domain/shown-balance.js';
import type { ResidentStatement } from '../resident-statements.js';

export type Say = (key: string, values?: Record<string, string | number>) => string;

/** What screen and paper show alike: one place for signs, so that both agree [ACC-43] [ACC-52]. */
export function statementModel(space: ResidentSpace, { head, lessee, own, period, statement }: ResidentStatement) {
  const sign = space.settings.balanceSign;
  const place = lessee?.lot ?? own.find(({ id }) => id === head.id)?.buildings.join(', ') ?? '';
  return {
    account: { number: head.number, holder: head.holder, place },
    lead: place === '' ? head.number : `${head.number} — ${place}`,
    balance: { ...shownBalance(head.balance, sign), asOf: head.asOf },
    from: period.from,
    to: period.to,
    entries: statement.entries.rows.map((row) => ({
      day: row.date,
      label: row.label,
      debit: row.debit === 0 ? null : row.debit,
      credit: row.credit === 0 ? null : row.credit,
      balance: shownCents(row.runningBalance, sign),
    })),
    final: shownCents(statement.final, sign),
    broughtForward: shownCents(statement.broughtForward, sign),
  };
}

/** Bank details of the co-ownership: its co-owners only, and only whole [ACC-08]. */
export function bankDetails(space: ResidentSpace, { head }: ResidentStatement) {
  const { iban, bic, bankLabel, payableTo } = head;
  if (space.kind !== 'co_owner' || !iban || !bic) return null;
  return { iban: iban.replace(/(.{4})(?=.)/g, '$1 '), bic, bankLabel: bankLabel ?? '', payableTo: payableTo ?? '' };
}

/** Accounts to go to: one's own, kept for the other pages too, then those of one's lessees. Null with one account in all. */
export function accountSelector(
  space: ResidentSpace,
  { head, lessee, own, lessees }: ResidentStatement,
  say: Say,
): SelectorModel | null {
  if (own.length + lessees.length < 2) return null;
  const path = `${space.home}/compte`;
  const options = own.map((account) => ({
    name: account.number,
    note: account.buildings.join(', '),
    href: own.length > 1 ? addressWith(`${space.home}/selection`, { choix: account.id, retour: path }) : path,
    current: account.id === head.id,
  }));
  const ofLessees = lessees.map((account) => ({
    name: say('accounts:resident.of-lessee', { name: account.holder }),
    note: `${account.number}, ${account.lot}`,
    href: addressWith(path, { compte: account.id }),
    current: account.id === head.id,
  }));
  const all = [...options, ...ofLessees];
  const current = all.find((option) => option.current);
  return { name: lessee ? lessee.number : (current?.name ?? ''), note: current?.note ?? '', options: all };
}
