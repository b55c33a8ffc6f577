import { daysLater, monthOf, monthsFrom, day, monthName } from '../days.js';
import type { RowDraft } from '../../publication/manifest/write-manifest.js';
import type { Random } from '../random.js';
import { quarterlyBudget } from './co-owner-ledger.js';
import type { Condominium } from './condominium.js';
import { TRADES, type SupplierParty, type Suppliers, type TradeName } from './suppliers.js';

export interface Bill {
  row: RowDraft<'expenses'>;
  supplier: SupplierParty;
  number: string;
}

const REPAIRS_PER_YEAR = 5;
const REPAIRS: TradeName[] = ['plumbing', 'locks', 'electricity'];

/** What the building spent in its open years, up to today: regular bills and a few repairs. */
export function billsOf(home: Condominium, suppliers: Suppliers, today: string, random: Random): Bill[] {
  const { building, openYears } = home;
  const years = building.fiscalYears.filter(({ ref }) => openYears.includes(ref));
  const bills = years.flatMap(({ ref, start, end }) =>
    yearOf(home, suppliers, ref, start, end < today ? end : today, random.fork(ref)),
  );
  return bills
    .toSorted((a, b) => (a.row.date < b.row.date ? -1 : 1))
    .map((bill, index) => numbered(bill, home.spec.ref, index));
}

function yearOf(
  home: Condominium,
  suppliers: Suppliers,
  fiscalYear: string,
  start: string,
  end: string,
  random: Random,
): Bill[] {
  const annual = quarterlyBudget(home.spec, Number(start.slice(0, 4))) * 4;
  const bills: Bill[] = [];
  const add = (trade: TradeName, date: string, label: string, amount: number): void => {
    if (date < start || date > end) return;
    const supplier = suppliers.of(trade);
    const key = supplier.lift && home.spec.hasLift ? `${home.spec.ref}-ASC` : `${home.spec.ref}-GEN`;
    const { account, accountLabel } = supplier;
    bills.push({
      supplier,
      number: '',
      row: {
        ref: '',
        building: home.spec.ref,
        fiscalYear,
        key,
        account,
        accountLabel,
        date,
        label,
        amount,
        supplier: supplier.ref,
        documents: [],
      },
    });
  };
  for (const month of monthsFrom(monthOf(start), monthOf(end))) {
    for (const [name, { months, share, works, ...trade }] of Object.entries(TRADES) as [
      TradeName,
      (typeof TRADES)[TradeName],
    ][]) {
      if (!(months as readonly number[]).includes(month.month) || ('lift' in trade && !home.spec.hasLift)) continue;
      const amount = Math.round((annual * share * random.int(92, 106)) / 100 / months.length);
      add(name, day(month.year, month.month, random.int(18, 28)), `${works[0]} – ${monthName(month)}`, amount);
    }
  }
  for (let index = 0; index < REPAIRS_PER_YEAR; index += 1) {
    const name = random.pick(REPAIRS);
    add(name, daysLater(start, random.int(10, 340)), random.pick(TRADES[name].works), random.int(9000, 68_000));
  }
  return bills;
}

const numbered = ({ row, supplier }: Bill, building: string, index: number): Bill => ({
  supplier,
  row: { ...row, ref: `E-${building}-${index + 1}` },
  number: `${row.date.slice(0, 4)}-${String(index * 7 + 118).padStart(4, '0')}`,
});
