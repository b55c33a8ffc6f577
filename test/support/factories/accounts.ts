import { type Columns, type Ground, insert, published, type Row } from './ground.js';
import { anEntity, aParty, next } from './portfolio.js';

/** A co-owner's account when `building_id` is given, a lessee's otherwise, unless `kind` says so. */
export async function anAccount(ground: Ground, columns: Columns = {}): Promise<Row> {
  const kind = columns.kind ?? (columns.building_id ? 'co_owner' : 'lessee');
  const line = kind === 'co_owner' ? 'syndic' : 'gerance';
  const entity = columns.entity_id ?? (await anEntity(ground, { line })).id;
  const party = columns.party_id ?? (await aParty(ground)).id;
  const figures = { opening_balance: 0, balance: 0, as_of: '2025-11-14', status: 'active' };
  const number = `450TEST${next()}`;
  return insert(ground, 'account', {
    ...published(ground),
    kind,
    line,
    entity_id: entity,
    party_id: party,
    number,
    ...figures,
    ...columns,
  });
}

export interface EntryLine {
  date: string;
  label?: string;
  /** Cents; one of the two. */
  debit?: number;
  credit?: number;
  [column: string]: unknown;
}

/** Writes the lines with their running balance and brings the account's figures up to date, as a run does. */
export async function entries(ground: Ground, account: Row, lines: EntryLine[], opening = 0): Promise<void> {
  const sorted = [...lines].sort((one, other) => (one.date < other.date ? -1 : one.date > other.date ? 1 : 0));
  let balance = opening;
  for (const [position, { debit = 0, credit = 0, ...line }] of sorted.entries()) {
    balance += debit - credit;
    const usual = {
      ref: String(position),
      label: `Ligne ${position}`,
      journal_kind: 'other',
      repaid: true,
      charge_kind: 'other',
    };
    const given = { account_id: account.id, position, debit, credit, running_balance: balance, ...usual, ...line };
    await insert(ground, 'account_entry', given);
  }
  await ground.sql(
    `UPDATE account SET opening_balance = $3, balance = $4, entries_count = $5, first_entry_on = $6, last_entry_on = $7
     WHERE tenant_id = $1 AND id = $2`,
    [
      ground.tenantId,
      account.id,
      opening,
      balance,
      sorted.length,
      sorted[0]?.date ?? null,
      sorted.at(-1)?.date ?? null,
    ],
  );
}

export async function anExpense(
  ground: Ground,
  building: Row,
  year: Row,
  key: Row,
  columns: Columns = {},
): Promise<Row> {
  const given = { line: 'syndic', building_id: building.id, fiscal_year_id: year.id, key_id: key.id };
  const charge = {
    charge_account: '6150',
    charge_account_label: 'Entretien',
    date: '2025-03-10',
    label: 'Facture',
    amount: 12_345,
  };
  return insert(ground, 'expense', { ...published(ground), ...given, ...charge, ...columns });
}

export async function anInvoiceOf(ground: Ground, expense: Row, document: Row): Promise<void> {
  await insert(ground, 'expense_document', { expense_id: expense.id, position: next(), document_id: document.id });
}

export async function aWorksFund(ground: Ground, lot: Row, columns: Columns = {}): Promise<Row> {
  const given = {
    line: 'syndic',
    lot_id: lot.id,
    account: '1050',
    label: 'Fonds travaux',
    amount: 48_000,
    as_of: '2024-12-31',
  };
  return insert(ground, 'works_fund', { ...published(ground), ...given, ...columns });
}
