import fc from 'fast-check';
import { type FundRow, worksFundTable } from './works-fund-table.js';

const row = (given: Partial<FundRow>): FundRow => ({
  ...{
    buildingId: 'b',
    buildingName: 'Résidence Gilbert',
    lotId: '7',
    lotNumber: '7',
    account: '1050',
    label: 'Fonds travaux',
  },
  ...{ amount: 48_000, asOf: '2024-12-31', ...given },
});

describe('the table of works funds', () => {
  it('gives each lot its amounts, 102 in a column of its own, acceptance 34 [ACC-58] [ACC-59]', () => {
    const [building] = worksFundTable([
      row({}),
      row({ account: '1020', label: 'Avance travaux', amount: 12_000, asOf: '2025-03-31' }),
    ]);
    expect(building).toEqual({
      buildingName: 'Résidence Gilbert',
      lots: [
        {
          lotNumber: '7',
          labels: ['Fonds travaux', 'Avance travaux'],
          legal: 48_000,
          other: 12_000,
          total: 60_000,
          asOf: '2025-03-31',
        },
      ],
      legal: 48_000,
      other: 12_000,
      total: 60_000,
    });
    expect(worksFundTable([row({})])[0]!.lots[0]!.other).toBeNull();
  });

  it('totals each building to the cent, whatever the rows [ACC-58]', () => {
    const any = fc.record({
      buildingId: fc.constantFrom('b', 'c'),
      lotId: fc.constantFrom('1', '2', '3'),
      account: fc.constantFrom('1050', '1051', '1020'),
      amount: fc.integer({ min: -1e9, max: 1e9 }),
    });
    fc.assert(
      fc.property(fc.array(any), (given) => {
        const table = worksFundTable(given.map(row));
        const shown = table.reduce((sum, { total }) => sum + total, 0);
        expect(shown).toBe(given.reduce((total, { amount }) => total + amount, 0));
        for (const { lots, legal, other, total } of table) {
          expect(legal + other).toBe(total);
          expect(lots.reduce((sum, lot) => sum + (lot.legal ?? 0), 0)).toBe(legal);
        }
      }),
    );
  });
});
