import { bic, iban, ics } from '../lexical-contact.js';
import { bool, cents, date, oneOf, pattern, ref, refList, text } from '../lexical.js';
import type { AccountRow, EntityRow, Entry, ExpenseRow, WorksFundRow } from '../manifest.types.js';
import { named, optional, required, soft } from './attribute.js';
import { element, many, row } from './element.js';
import { euros, invalidRow, missingAttribute, type Fault } from './fault.js';
import { line } from './lines.js';

export const entity = row<EntityRow>('entity', {
  noun: 'Entité',
  attributes: {
    ref: required(ref),
    code: required(text(10)),
    label: required(text(120)),
    businessLine: named('line', required(line)),
    ics: soft(ics),
    iban: soft(iban),
    bic: soft(bic),
    bankLabel: optional(text(60)),
    payableTo: optional(text(140)),
    oneOffDebit: optional(bool, false),
  },
});

const entry = element<Entry>('entry', {
  noun: 'écriture',
  attributes: {
    ref: required(ref),
    date: required(date),
    label: required(text(200)),
    debit: optional(cents, 0),
    credit: optional(cents, 0),
    valueDate: optional(date),
    journal: optional(text(10)),
    journalKind: optional(oneOf('bank', 'other'), 'other'),
    voucher: optional(text(40)),
    fiscalCategory: optional(text(40)),
    analytic: optional(text(20)),
    repaid: optional(bool, true),
    chargeKind: optional(oneOf('budget', 'off_budget', 'works_fund', 'other'), 'other'),
    document: optional(ref),
  },
  check: ({ debit, credit }) =>
    (debit === 0) === (credit === 0)
      ? invalidRow('un débit ou un crédit non nul, et un seul, est attendu.')
      : undefined,
});

export const account = row<AccountRow>('account', {
  noun: 'Compte',
  attributes: {
    ref: required(ref),
    number: required(text(20)),
    entity: required(ref),
    party: required(ref),
    kind: required(oneOf('co_owner', 'landlord', 'lessee')),
    balance: required(cents),
    asOf: required(date),
    building: optional(ref),
    label: optional(text(120)),
    status: optional(oneOf('active', 'notice', 'left', 'sold'), 'active'),
    statusOn: optional(date),
    openingBalance: optional(cents, 0),
    openingOn: optional(date),
    manager: optional(ref),
    assistant: optional(ref),
    accountant: optional(ref),
  },
  children: { entries: many(entry, 20_000, { unique: 'parent' }) },
  check: (value) => coOwnerWithoutBuilding(value) ?? wrongBalance(value),
});

function coOwnerWithoutBuilding({ kind, building }: AccountRow): Fault | undefined {
  return kind === 'co_owner' && building === null ? invalidRow(missingAttribute('building')) : undefined;
}

function wrongBalance({ openingBalance, entries, balance }: AccountRow): Fault | undefined {
  let sum = openingBalance;
  for (const { debit, credit } of entries) sum += debit - credit;
  if (!Number.isSafeInteger(sum)) return invalidRow('montants trop grands pour être additionnés.');
  return sum === balance ? undefined : { code: 'ROW-03', message: `${euros(balance)} annoncé, ${euros(sum)} calculé.` };
}

export const expense = row<ExpenseRow>('expense', {
  noun: 'Dépense',
  attributes: {
    ref: required(ref),
    building: required(ref),
    fiscalYear: required(ref),
    key: required(ref),
    account: required(text(20)),
    accountLabel: optional(text(120)),
    date: required(date),
    label: required(text(200)),
    amount: required(cents),
    supplier: optional(ref),
    documents: optional(refList(20), []),
  },
});

/** A works fund has no reference: its lot and account name it. */
export const worksFund = row<Omit<WorksFundRow, 'ref'>>('worksFund', {
  noun: 'Fonds travaux',
  attributes: {
    lot: required(ref),
    account: required(pattern(/^(?:105|102)[0-9A-Z]{0,17}$/)),
    amount: required(cents),
    asOf: required(date),
    label: optional(text(60)),
  },
});
