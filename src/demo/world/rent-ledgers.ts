import { day, monthName, monthOf, monthsFrom, type Month } from '../days.js';
import type { Random } from '../random.js';
import { BANK, Ledger } from './ledger.js';
import type { FlatSpec } from './types.js';

const FIRST_MONTH: Month = { year: 2023, month: 12 };
/** Reference index of rents, year on year. */
const RENT_RISE: Readonly<Record<number, number>> = { 2024: 0.035, 2025: 0.0182, 2026: 0.0104 };
const FEES_SHARE = 0.084;
const CHARGES_SETTLED_IN_MONTH = 6;

export interface Rent {
  month: Month;
  rent: number;
  charges: number;
}

/** What is asked of a lessee each month, the rent revised on each anniversary of the lease. */
export function rentsOf(flat: FlatSpec, today: string): Rent[] {
  const begins = monthOf(flat.since);
  const first = flat.since > day(FIRST_MONTH.year, FIRST_MONTH.month, 1) ? begins : FIRST_MONTH;
  return monthsFrom(first, monthOf(today)).map((month) => ({
    month,
    rent: rentIn(flat, begins, month),
    charges: flat.charges,
  }));
}

function rentIn({ rent }: FlatSpec, begins: Month, month: Month): number {
  let cents = rent;
  for (let year = begins.year + 1; year <= month.year; year += 1) {
    const revised = month.year > year || month.month >= begins.month;
    if (revised) cents = Math.round(cents * (1 + (RENT_RISE[year] ?? 0)));
  }
  return cents;
}

export function lesseeLedger(flat: FlatSpec, today: string, random: Random): Ledger {
  const ledger = new Ledger(0, today);
  const rents = rentsOf(flat, today);
  rents.forEach(({ month, rent, charges }, index) => {
    const first = day(month.year, month.month, 1);
    ledger.debit(first, `Loyer ${monthName(month)}`, rent, { journal: 'QT' });
    ledger.debit(first, `Provision pour charges ${monthName(month)}`, charges, { journal: 'QT' });
    payRent(ledger, flat, { month, rent, charges }, rents.length - 1 - index, random);
    if (month.month === CHARGES_SETTLED_IN_MONTH && index > CHARGES_SETTLED_IN_MONTH)
      settleCharges(ledger, flat, month, random);
  });
  return ledger;
}

function payRent(
  ledger: Ledger,
  { benefit = 0, pays }: FlatSpec,
  { month, rent, charges }: Rent,
  left: number,
  random: Random,
): void {
  if (benefit > 0)
    ledger.credit(day(month.year, month.month, 5), `CAF – aide au logement ${monthName(month)}`, benefit, BANK);
  const due = rent + charges - benefit;
  if (pays === 'behind' && left < 2) return;
  if (pays === 'behind' && left === 2)
    return void ledger.credit(day(month.year, month.month, 27), 'Votre virement', Math.round(due / 2), BANK);
  const date = pays === 'late' ? random.int(16, 27) : random.int(2, 8);
  ledger.credit(day(month.year, month.month, date), pays === 'at once' ? 'Prélèvement' : 'Votre virement', due, BANK);
}

function settleCharges(ledger: Ledger, { charges }: FlatSpec, { year, month }: Month, random: Random): void {
  const cents = Math.round(charges * 12 * (random.int(-12, 9) / 100));
  const label = `Régularisation de charges ${year - 1}`;
  if (cents > 0) ledger.debit(day(year, month, 15), label, cents, { journal: 'OD' });
  else ledger.credit(day(year, month, 15), label, -cents, { journal: 'OD' });
  ledger.credit(day(year, month, 28), 'Votre virement', Math.max(0, cents), BANK);
  ledger.debit(day(year, month, 28), 'Remboursement par virement', Math.max(0, -cents), BANK);
}

/** Money the agency holds for a landlord: rents in, fees, bills and payments out. The balance is what is owed him, negative. */
export function landlordLedger(
  flats: readonly FlatSpec[],
  bills: readonly { date: string; label: string; cents: number }[],
  today: string,
): Ledger {
  const ledger = new Ledger(0, today);
  for (const month of monthsFrom(FIRST_MONTH, monthOf(today))) {
    let kept = 0;
    for (const flat of flats) kept += collect(ledger, flat, month, today);
    const fees = Math.round(kept * FEES_SHARE);
    ledger.debit(day(month.year, month.month, 12), `Honoraires de gestion ${monthName(month)}`, fees, {
      journal: 'HO',
      fiscalCategory: 'Frais d’administration et de gestion',
    });
    const billed = bills.filter(({ date }) => date.startsWith(day(month.year, month.month, 1).slice(0, 8)));
    for (const { date, label, cents } of billed)
      ledger.debit(date, label, cents, {
        journal: 'AC',
        fiscalCategory: 'Dépenses de réparation et d’entretien',
      });
    const left = -ledger.balanceOn(day(month.year, month.month, 19));
    ledger.debit(
      day(month.year, month.month, 20),
      `Règlement du 20/${day(month.year, month.month, 1).slice(5, 7)}/${month.year}`,
      Math.max(0, left),
      BANK,
    );
  }
  return ledger;
}

/** @returns what the lessee paid that month, cents */
function collect(ledger: Ledger, flat: FlatSpec, month: Month, today: string): number {
  const rents = rentsOf(flat, today);
  const index = rents.findIndex(({ month: other }) => other.year === month.year && other.month === month.month);
  const rent = rents[index];
  if (!rent || (flat.pays === 'behind' && rents.length - index <= 3)) return 0;
  const date = day(month.year, month.month, 9);
  ledger.credit(date, `Loyer ${monthName(month)} – ${flat.rooms} ${flat.number}`, rent.rent, {
    journal: 'QT',
    fiscalCategory: 'Loyers bruts encaissés',
  });
  ledger.credit(date, `Charges ${monthName(month)} – ${flat.rooms} ${flat.number}`, rent.charges, {
    journal: 'QT',
    fiscalCategory: 'Provisions pour charges',
  });
  return rent.rent + rent.charges;
}
