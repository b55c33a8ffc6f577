import { daysLater, monthOf, quartersFrom, quarterName, quarterOf, day, type Month } from '../days.js';
import { Random } from '../random.js';
import { BANK, Ledger } from './ledger.js';
import type { SyndicSpec } from './types.js';

export const FIRST_QUARTER: Month = { year: 2023, month: 10 };
const RISE_PER_YEAR = 0.035;
const WORKS_FUND_SHARE = 0.05;
const REMINDER_FEE_CENTS = 3600;

export type Habit = 'direct debit' | 'transfer' | 'cheque' | 'late' | 'behind';

export interface CoOwnership {
  spec: SyndicSpec;
  /** The account's part of the building, 0 to 1. */
  part: number;
  habit: Habit;
}

/** Cents a quarter of the year `year`, for the whole building. */
export const quarterlyBudget = ({ budget }: SyndicSpec, year: number): number =>
  Math.round((budget * (1 + RISE_PER_YEAR) ** (year - 2024)) / 4);

export interface Call {
  month: Month;
  date: string;
  budget: number;
  worksFund: number;
  works: { label: string; cents: number } | null;
}

/** What is asked of an account each quarter. */
export function callsFor({ spec, part }: CoOwnership, today: string): Call[] {
  return quartersFrom(FIRST_QUARTER, monthOf(today)).map((month) => {
    const date = day(month.year, month.month, 1);
    const budget = Math.round(quarterlyBudget(spec, month.year) * part);
    const calls = spec.works?.calls ?? [];
    const rank = calls.indexOf(date);
    const works =
      spec.works && rank >= 0
        ? {
            label: `${spec.works.label} – appel ${rank + 1}/${calls.length}`,
            cents: Math.round((spec.works.total * part) / calls.length),
          }
        : null;
    return { month, date, budget, worksFund: Math.round(budget * WORKS_FUND_SHARE), works };
  });
}

/** Calls for funds, works, payments and the yearly settlement of one co-owner. */
export function coOwnerLedger(ownership: CoOwnership, today: string, random: Random): Ledger {
  const ledger = new Ledger(0, today);
  const calls = callsFor(ownership, today);
  calls.forEach((call, index) => {
    const quarter = quarterName(call.month);
    ledger.debit(call.date, `Appel de fonds ${quarter}`, call.budget, {
      journal: 'AF',
      chargeKind: 'budget',
      voucher: `AF${call.month.year}-${quarterOf(call.month)}`,
    });
    ledger.debit(call.date, `Fonds travaux ${quarter}`, call.worksFund, { journal: 'AF', chargeKind: 'works_fund' });
    if (call.works)
      ledger.debit(call.date, call.works.label, call.works.cents, { journal: 'AF', chargeKind: 'off_budget' });
    pay(ledger, ownership.habit, call, calls.length - 1 - index, random);
  });
  settle(ledger, ownership, today);
  return ledger;
}

const WAYS: Readonly<Record<Habit, string>> = {
  'direct debit': 'Prélèvement',
  transfer: 'Votre virement',
  cheque: 'Votre chèque',
  late: 'Votre virement',
  behind: 'Votre virement',
};

/** `left` counts the quarters after this one. */
function pay(
  ledger: Ledger,
  habit: Habit,
  { date, budget, worksFund, works, month }: Call,
  left: number,
  random: Random,
): void {
  const due = budget + worksFund + (works?.cents ?? 0);
  const label = habit === 'direct debit' ? `Prélèvement ${quarterName(month)}` : WAYS[habit];
  if (habit === 'behind' && left < 2) return;
  if (habit === 'behind' && left === 2)
    return void ledger.credit(daysLater(date, 40), label, Math.round(due / 2 / 1000) * 1000, BANK);
  if (habit === 'late' && left % 3 === 0) {
    ledger.debit(daysLater(date, 45), 'Frais de relance', REMINDER_FEE_CENTS, { journal: 'OD' });
    return void ledger.credit(daysLater(date, 58), label, due + REMINDER_FEE_CENTS, BANK);
  }
  const delay = habit === 'direct debit' ? 9 : random.int(3, 24);
  ledger.credit(daysLater(date, delay), label, due, {
    ...BANK,
    voucher: habit === 'cheque' ? `CHQ ${random.int(1_000_000, 9_999_999)}` : null,
  });
}

/** After the accounts of a year are approved, what was called too much comes back, what was missing is asked. */
function settle(ledger: Ledger, { spec, part }: CoOwnership, today: string): void {
  for (const meeting of spec.meetings.filter((held) => held <= today)) {
    const year = Number(meeting.slice(0, 4)) - 1;
    if (year < 2024) continue;
    const gap = settlementOf(spec, year);
    const cents = Math.round(quarterlyBudget(spec, year) * 4 * gap * part);
    const more = { journal: 'OD', chargeKind: 'budget', voucher: `REG${year}` } as const;
    const label = `Régularisation des charges ${spec.yearBegins === 7 ? `${year}-${year + 1}` : year}`;
    if (cents > 0) ledger.debit(daysLater(meeting, 20), label, cents, more);
    else ledger.credit(daysLater(meeting, 20), label, -cents, more);
  }
}

/** The same for every co-owner of the building: between 4 % too much and 3 % too little. */
export const settlementOf = ({ ref }: SyndicSpec, year: number): number =>
  new Random(`settlement ${ref} ${year}`).int(-40, 30) / 1000;
