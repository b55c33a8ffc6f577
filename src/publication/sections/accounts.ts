import { isHidden } from '../domain/account-visibility.js';
import { publishedStatement, type PublishedEntry, type PublishedStatement } from '../domain/published-statement.js';
import type { AccountRow, ExpenseRow, WorksFundRow } from '../manifest/manifest.types.js';
import { asIs, child, type Refs, section, type Target } from './plan.js';

interface ShownAccount extends AccountRow {
  statement: PublishedStatement;
  /** References of the documents its raw entries name, once each. */
  documents: string[];
}

const staffMember = (ref: string | null): Target | null => (ref === null ? null : ['staffMember', ref]);
const documentOf = (ref: string): Target => ['document', ref];
const position = (_row: unknown, _refs: Refs, index: number) => index + 1;

function shown(account: AccountRow, { settings }: Refs): ShownAccount {
  const documents = new Set<string>();
  for (const { document } of account.entries) if (document !== null) documents.add(document);
  return { ...account, statement: publishedStatement(account, settings), documents: [...documents] };
}

export const accounts = section<AccountRow, ShownAccount>({
  table: 'account',
  element: 'account',
  label: `t.number`,
  prepare: shown,
  references: {
    entity_id: (row) => ['entity', row.entity],
    party_id: (row) => ['party', row.party],
    building_id: (row) => (row.building === null ? null : ['building', row.building]),
    manager_id: (row) => staffMember(row.manager),
    assistant_id: (row) => staffMember(row.assistant),
    accountant_id: (row) => staffMember(row.accountant),
  },
  columns: {
    line: (row) => (row.kind === 'co_owner' ? 'syndic' : 'gerance'),
    number: (row) => row.number,
    kind: (row) => row.kind,
    label: (row) => row.label,
    status: (row) => row.status,
    status_on: (row) => row.statusOn,
    opening_balance: (row) => row.openingBalance,
    opening_on: (row) => row.openingOn,
    balance: (row) => row.statement.balance,
    as_of: (row) => row.asOf,
    entries_count: (row) => row.statement.entries.length,
    first_entry_on: (row) => row.statement.entries[0]?.date ?? null,
    last_entry_on: (row) => row.statement.entries.at(-1)?.date ?? null,
    hidden: (row, { settings }) => isHidden(row, settings),
  },
  children: [
    child<ShownAccount, PublishedEntry>({
      table: 'account_entry',
      parent: 'account_id',
      skippable: true,
      of: (row) => row.statement.entries,
      columns: {
        date: (row) => row.date,
        position,
        ref: (row) => row.ref,
        label: (row) => row.label,
        debit: (row) => row.debit,
        credit: (row) => row.credit,
        running_balance: (row) => row.runningBalance,
        value_date: (row) => row.valueDate,
        journal: (row) => row.journal,
        journal_kind: (row) => row.journalKind,
        voucher: (row) => row.voucher,
        fiscal_category: (row) => row.fiscalCategory,
        analytic: (row) => row.analytic,
        repaid: (row) => row.repaid,
        charge_kind: (row) => row.chargeKind,
        document_id: (row, refs) => (row.document === null ? null : refs.id(documentOf(row.document))),
      },
    }),
    child<ShownAccount, string>({
      table: 'account_document',
      parent: 'account_id',
      upkeep: 'check',
      of: (row) => row.documents,
      references: { document_id: documentOf },
    }),
  ],
});

export const expenses = section<ExpenseRow, ExpenseRow>({
  table: 'expense',
  element: 'expense',
  label: `t.label`,
  prepare: asIs,
  leftOut: (_row, { settings }) => !settings.sendExpenses,
  references: {
    building_id: (row) => ['building', row.building],
    fiscal_year_id: (row) => ['fiscalYear', row.fiscalYear],
    key_id: (row) => ['allocationKey', row.key],
    supplier_id: (row) => (row.supplier === null ? null : ['supplier', row.supplier]),
  },
  columns: {
    line: (row, refs) => refs.lineOfBuilding(row.building),
    charge_account: (row) => row.account,
    charge_account_label: (row) => row.accountLabel,
    date: (row) => row.date,
    label: (row) => row.label,
    amount: (row) => row.amount,
  },
  children: [
    child<ExpenseRow, string>({
      table: 'expense_document',
      parent: 'expense_id',
      of: (row) => row.documents,
      references: { document_id: documentOf },
      columns: { position },
    }),
  ],
});

/** Of amount 0, or 102… when the agency does not send them: listed, never published (ACC-15, ACC-16). */
const withheldFund = (row: WorksFundRow, { settings }: Refs) =>
  row.amount === 0 || (row.account.startsWith('102') && !settings.send102Funds);

export const worksFunds = section<WorksFundRow, WorksFundRow>({
  table: 'works_fund',
  element: 'worksFund',
  label: `t.account || coalesce(' ' || t.label, '')`,
  prepare: asIs,
  leftOut: withheldFund,
  references: { lot_id: (row) => ['lot', row.lot] },
  columns: {
    line: () => null, // its lot's: told once the lots are known
    account: (row) => row.account,
    label: (row) => row.label,
    amount: (row) => row.amount,
    as_of: (row) => row.asOf,
  },
});
