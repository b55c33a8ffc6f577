import type { AccountKind, AccountRow, Entry } from '../manifest/manifest.types.js';

export interface StatementSettings {
  groupCash: Record<AccountKind, boolean>;
  /** Leaves out of landlords' statements what is not paid over to them. */
  excludeUnrepaid: boolean;
}

export interface PublishedEntry extends Entry {
  /** Cents, debit minus credit, this line included. */
  runningBalance: number;
}

export interface PublishedStatement {
  balance: number;
  /** By date, then as in the file. */
  entries: PublishedEntry[];
}

/** What is shown of an account's raw entries (ACC-01 to ACC-07). The balance shown is always that of the lines shown. */
export function publishedStatement(account: AccountRow, settings: StatementSettings): PublishedStatement {
  let entries = account.entries.toSorted(byDate);
  if (account.kind === 'landlord' && settings.excludeUnrepaid) entries = entries.filter((entry) => entry.repaid);
  if (settings.groupCash[account.kind]) entries = groupCash(entries);
  let balance = account.openingBalance;
  const published = entries.map((entry) => ({ ...entry, runningBalance: (balance += entry.debit - entry.credit) }));
  return { balance, entries: published };
}

const byDate = (one: Entry, other: Entry) => (one.date < other.date ? -1 : one.date > other.date ? 1 : 0);

/** Bank entries of one day and one side become one line, in the place of the first; those that cancel out are left as they are. */
function groupCash(entries: Entry[]): Entry[] {
  const groups = Map.groupBy(entries, (entry) =>
    entry.journalKind === 'bank' ? `${entry.date} ${side(entry)}` : entry,
  );
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined || group.length === 1) return group;
    const debit = sum(group, 'debit');
    const credit = sum(group, 'credit');
    return debit === 0 && credit === 0 ? group : [merged(first, group, debit, credit)];
  });
}

function merged(first: Entry, group: Entry[], debit: number, credit: number): Entry {
  const common = <K extends keyof Entry>(key: K): Entry[K] | null =>
    group.every((entry) => entry[key] === first[key]) ? first[key] : null;
  const title = side(first) === 'credit' ? 'Règlement' : 'Versement';
  return {
    ...first,
    debit,
    credit,
    label: common('label') ?? `${title} du ${first.date.split('-').reverse().join('/')}`,
    valueDate: common('valueDate'),
    journal: common('journal'),
    voucher: common('voucher'),
    fiscalCategory: common('fiscalCategory'),
    analytic: common('analytic'),
    chargeKind: common('chargeKind') ?? 'other',
    document: common('document'),
  };
}

const side = (entry: Entry) => (entry.credit === 0 ? 'debit' : 'credit');
const sum = (group: Entry[], key: 'debit' | 'credit') => group.reduce((total, entry) => total + entry[key], 0);
