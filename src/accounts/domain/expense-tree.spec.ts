import fc from 'fast-check';
import { type ExpenseGroup, expenseTree, groupPath } from './expense-tree.js';

const group = (given: Partial<ExpenseGroup>): ExpenseGroup => ({
  ...{
    buildingId: 'b',
    buildingName: 'Résidence Gilbert',
    keyId: 'k',
    keyLabel: 'Charges générales',
    chargeAccount: '6150',
  },
  ...{ chargeLabel: 'Entretien', lines: 1, amount: 10_000, ...given },
});

describe('the tree of expenses', () => {
  it('groups by building, key and charge account, with subtotals [ACC-64]', () => {
    const line = {
      id: 'E881',
      buildingId: 'b',
      keyId: 'k',
      chargeAccount: '6150',
      date: '2025-03-10',
      label: 'Otis',
      supplier: null,
      amount: 10_000,
    };
    const tree = expenseTree(
      [
        group({}),
        group({ chargeAccount: '6140', amount: 500 }),
        group({ keyId: 'l', keyLabel: 'Ascenseur', amount: -100 }),
      ],
      [line],
    );
    expect(tree).toMatchObject({
      amount: 10_400,
      count: 3,
      buildings: [{ name: 'Résidence Gilbert', amount: 10_400 }],
    });
    expect(tree.buildings[0]!.keys.map(({ label, amount }) => [label, amount])).toEqual([
      ['Charges générales', 10_500],
      ['Ascenseur', -100],
    ]);
    expect(tree.buildings[0]!.keys[0]!.charges.map(({ lines }) => lines.length)).toEqual([1, 0]);
  });

  it('agrees at every level, whatever the groups [ACC-64]', () => {
    const any = fc.uniqueArray(
      fc.record({
        buildingId: fc.constantFrom('a', 'b'),
        keyId: fc.constantFrom('k', 'l'),
        chargeAccount: fc.constantFrom('6010', '6150', '6220'),
        lines: fc.nat(100),
        amount: fc.integer({ min: -1e9, max: 1e9 }),
      }),
      { selector: groupPath },
    );
    fc.assert(
      fc.property(any, (given) => {
        const tree = expenseTree(given.map(group), []);
        const sum = (nodes: readonly { amount: number }[]) => nodes.reduce((total, { amount }) => total + amount, 0);
        expect(sum(tree.buildings)).toBe(tree.amount);
        for (const building of tree.buildings) {
          expect(sum(building.keys)).toBe(building.amount);
          for (const key of building.keys) expect(sum(key.charges)).toBe(key.amount);
        }
        expect(sum(given)).toBe(tree.amount);
      }),
    );
  });
});
