import type { RowDraft } from '../../publication/manifest/write-manifest.js';

export type Entry = RowDraft<'accounts'>['entries'][number];
type Written = Pick<Entry, 'date' | 'label'> & Partial<Entry>;

/** Entries of one account as they are written down; the last word on their order, references and balance. */
export class Ledger {
  private readonly written: Written[] = [];

  constructor(
    readonly openingBalance: number,
    private readonly today: string,
  ) {}

  /** What the resident owes more (or, negative, less). */
  debit(date: string, label: string, cents: number, more: Partial<Entry> = {}): void {
    if (cents !== 0) this.written.push({ date, label, debit: cents, credit: 0, ...more });
  }

  credit(date: string, label: string, cents: number, more: Partial<Entry> = {}): void {
    if (cents !== 0) this.written.push({ date, label, debit: 0, credit: cents, ...more });
  }

  /** Entries up to today, in the order of their days. */
  entries(): Entry[] {
    return this.written
      .filter(({ date }) => date <= this.today)
      .map((entry, index) => ({ entry, index }))
      .sort((a, b) => (a.entry.date === b.entry.date ? a.index - b.index : a.entry.date < b.entry.date ? -1 : 1))
      .map(({ entry }, index) => ({
        debit: 0,
        credit: 0,
        journalKind: 'other',
        repaid: true,
        chargeKind: 'other',
        ...entry,
        ref: String(index + 1),
      }));
  }

  /** At the end of a day. */
  balanceOn(day: string): number {
    return sumOf(
      this.entries().filter(({ date }) => date <= day),
      this.openingBalance,
    );
  }
}

export const sumOf = (entries: readonly Entry[], opening = 0): number =>
  entries.reduce((sum, { debit, credit }) => sum + debit - credit, opening);

/** A payment that went through the bank. */
export const BANK = { journal: 'BQ', journalKind: 'bank' } as const;
