import type { Column, Sheet } from '../../platform/spreadsheet/index.js';
import type { ExpenseLine, ExpenseTree } from '../domain/expense-tree.js';
import type { Say } from './resident-statement.model.js';

interface SheetRow extends ExpenseLine {
  building: string;
  key: string;
  chargeLabel: string | null;
}

/** One line of the sheet for each expense, with what it is filed under. */
export function expenseSheet(tree: ExpenseTree, timeZone: string, say: Say): Sheet<SheetRow> {
  const rows = tree.buildings.flatMap((building) =>
    building.keys.flatMap((key) =>
      key.charges.flatMap(({ chargeLabel, lines }) =>
        lines.map((line) => ({ ...line, building: building.name, key: key.label, chargeLabel })),
      ),
    ),
  );
  const text = (heading: string, value: (row: SheetRow) => string | null): Column<SheetRow> => ({
    heading: say(heading),
    kind: 'text',
    value,
  });
  return {
    name: say('accounts:expenses.title'),
    columns: [
      text('accounts:expenses.building', (row) => row.building),
      text('accounts:expenses.key', (row) => row.key),
      text('accounts:expenses.account', (row) => row.chargeAccount),
      text('accounts:expenses.account-label', (row) => row.chargeLabel),
      { heading: say('accounts:resident.day'), kind: 'day', value: (row) => row.date },
      text('accounts:resident.label', (row) => row.label),
      text('accounts:expenses.supplier', (row) => row.supplier),
      { heading: say('accounts:expenses.amount'), kind: 'cents', value: (row) => row.amount },
    ],
    rows,
    timeZone,
  };
}
