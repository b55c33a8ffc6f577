import type { AccountKind } from '../../publication/manifest/manifest.types.js';
import type { RowDraft } from '../../publication/manifest/write-manifest.js';
import { day, monthName, quarterName, type Month } from '../days.js';
import type { Random } from '../random.js';

type Entry = RowDraft<'accounts'>['entries'][number];

const LAST_MONTH = { year: 2026, month: 11 };
const MONTHS = 36;
const common = { repaid: true, journalKind: 'other', chargeKind: 'other' } as const;

/** `count` entries over three years, what is asked and what is paid in turn, in the order of their days; any number of them. */
export function steadyEntries(random: Random, kind: AccountKind, count: number): Entry[] {
  const asked = random.int(200, 900) * 100;
  return Array.from({ length: count }, (_, index) => {
    const month = monthAt(Math.floor((index * MONTHS) / count));
    const isPayment = index % 2 === 1;
    const amount = isPayment || random.chance(0.9) ? asked : asked + random.int(1, 5000);
    const date = day(month.year, month.month, isPayment ? random.int(8, 26) : 1);
    return { ref: String(index + 1), ...entryOf(kind, month, isPayment, amount), date };
  });
}

function entryOf(kind: AccountKind, month: Month, isPayment: boolean, cents: number): Omit<Entry, 'ref' | 'date'> {
  if (kind === 'landlord') {
    return isPayment
      ? {
          ...common,
          label: `Votre règlement ${monthName(month)}`,
          debit: cents,
          credit: 0,
          journal: 'BQ',
          journalKind: 'bank',
        }
      : {
          ...common,
          label: `Loyer encaissé ${monthName(month)}`,
          debit: 0,
          credit: cents,
          fiscalCategory: 'Loyers bruts',
        };
  }
  if (isPayment)
    return { ...common, label: 'Votre virement', debit: 0, credit: cents, journal: 'BQ', journalKind: 'bank' };
  const label = kind === 'co_owner' ? `Appel de fonds ${quarterName(month)}` : `Loyer et charges ${monthName(month)}`;
  return { ...common, label, debit: cents, credit: 0, chargeKind: kind === 'co_owner' ? 'budget' : 'other' };
}

function monthAt(index: number): Month {
  const months = LAST_MONTH.year * 12 + LAST_MONTH.month - 1 - (MONTHS - 1) + index;
  return { year: Math.floor(months / 12), month: (months % 12) + 1 };
}
