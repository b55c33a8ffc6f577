import fc from 'fast-check';
import type { AccountRow, Entry } from '../manifest/manifest.types.js';
import { publishedStatement, type StatementSettings } from './published-statement.js';

const NOTHING: StatementSettings = {
  groupCash: { co_owner: false, landlord: false, lessee: false },
  excludeUnrepaid: false,
};
const GROUPED: StatementSettings = { ...NOTHING, groupCash: { co_owner: true, landlord: true, lessee: true } };

const entry = (change: Partial<Entry>): Entry => ({
  ref: '1',
  date: '2025-11-05',
  label: 'Loyer',
  debit: 0,
  credit: 0,
  valueDate: null,
  journal: null,
  journalKind: 'other',
  voucher: null,
  fiscalCategory: null,
  analytic: null,
  repaid: true,
  chargeKind: 'other',
  document: null,
  ...change,
});
const account = (entries: Entry[], change: Partial<AccountRow> = {}): AccountRow => ({
  line: 1,
  ref: '467DUPONTP',
  number: '467DUPONTP',
  entity: 'G001',
  party: 'T1',
  kind: 'landlord',
  balance: 0,
  asOf: '2025-11-14',
  building: null,
  label: null,
  status: 'active',
  statusOn: null,
  openingBalance: 0,
  openingOn: null,
  manager: null,
  assistant: null,
  accountant: null,
  entries,
  ...change,
});
const bank = (ref: string, credit: number, label = `Virement ${ref}`) =>
  entry({ ref, credit, label, journalKind: 'bank' });

const anyEntry = fc
  .record({
    day: fc.integer({ min: 1, max: 4 }),
    cents: fc.integer({ min: -500, max: 500 }).filter((cents) => cents !== 0),
    credit: fc.boolean(),
    bank: fc.boolean(),
    repaid: fc.boolean(),
  })
  .map((any) =>
    entry({
      date: `2025-11-0${any.day}`,
      journalKind: any.bank ? 'bank' : 'other',
      repaid: any.repaid,
      ...(any.credit ? { credit: any.cents } : { debit: any.cents }),
    }),
  );

describe('publishedStatement', () => {
  it('groups the bank entries of a day and leaves the others [ACC-01] [ACC-03]', () => {
    const raw = account([bank('1', 50000), bank('2', 3500), bank('3', 1500), entry({ ref: '4', credit: 2000 })]);
    const { entries, balance } = publishedStatement(raw, GROUPED);
    expect(entries.map(({ label, credit }) => [label, credit])).toEqual([
      ['Règlement du 05/11/2025', 55000],
      ['Loyer', 2000],
    ]);
    expect(balance).toBe(-57000);
    expect(publishedStatement(raw, NOTHING).entries).toHaveLength(4);
  });

  it('keeps the label that the grouped entries share, whatever their fiscal category [ACC-03]', () => {
    const raw = account([
      { ...bank('1', 100, 'Loyer novembre'), fiscalCategory: 'loyer' },
      { ...bank('2', 20, 'Loyer novembre'), fiscalCategory: 'charges' },
    ]);
    expect(publishedStatement(raw, GROUPED).entries).toMatchObject([
      { label: 'Loyer novembre', credit: 120, fiscalCategory: null },
    ]);
  });

  it('calls what is paid out a "Versement" and never adds a debit to a credit [ACC-03]', () => {
    const debit = (ref: string) => entry({ ref, debit: 100, label: ref, journalKind: 'bank' });
    const { entries } = publishedStatement(account([debit('1'), bank('2', 40), debit('3')]), GROUPED);
    expect(entries.map(({ label, debit, credit }) => [label, debit, credit])).toEqual([
      ['Versement du 05/11/2025', 200, 0],
      ['Virement 2', 0, 40],
    ]);
  });

  it('groups only the kinds of account whose box is ticked [ACC-02] [ACC-07]', () => {
    const settings = { ...NOTHING, groupCash: { ...NOTHING.groupCash, lessee: true } };
    const raw = [bank('1', 100), bank('2', 200)];
    const lines = (kind: AccountRow['kind']) => publishedStatement(account(raw, { kind }), settings).entries.length;
    expect([lines('lessee'), lines('landlord'), lines('co_owner')]).toEqual([1, 2, 2]);
  });

  it('leaves out what is not paid over, and its amount [ACC-05] [ACC-06]', () => {
    const raw = account([
      entry({ ref: '1', credit: 10000 }),
      entry({ ref: '2', debit: 8000, analytic: '47PROV', repaid: false }),
    ]);
    const settings = { ...NOTHING, excludeUnrepaid: true };
    expect(publishedStatement(raw, settings)).toMatchObject({ balance: -10000, entries: [{ ref: '1' }] });
    expect(publishedStatement({ ...raw, kind: 'lessee' }, settings).entries).toHaveLength(2);
  });

  it('never changes the balance by grouping, nor at the end of any day [ACC-03] [ACC-51]', () => {
    fc.assert(
      fc.property(fc.array(anyEntry), fc.integer(), (entries, openingBalance) => {
        const raw = account(entries, { openingBalance });
        const endOfDays = (settings: StatementSettings) =>
          Object.fromEntries(publishedStatement(raw, settings).entries.map((line) => [line.date, line.runningBalance]));
        expect(publishedStatement(raw, GROUPED).balance).toBe(publishedStatement(raw, NOTHING).balance);
        expect(endOfDays(GROUPED)).toEqual(endOfDays(NOTHING));
      }),
    );
  });

  it('runs by date then file order, and its last line carries the balance [ACC-51]', () => {
    fc.assert(
      fc.property(fc.array(anyEntry, { minLength: 1 }), (entries) => {
        const { balance, entries: lines } = publishedStatement(account(entries), NOTHING);
        expect(lines.map((line) => line.date)).toEqual(entries.map((line) => line.date).sort());
        expect(lines.at(-1)?.runningBalance).toBe(balance);
      }),
    );
  });
});
