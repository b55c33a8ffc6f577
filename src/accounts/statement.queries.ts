import { type Query, sql, type Sql } from '../platform/database/index.js';
import type { CursorValue, Keyset, SortKey } from '../platform/lists/index.js';
import type { EntryFilter } from './domain/entry-filter.js';
import type { Period } from './domain/period.js';

export interface AccountHead {
  id: string;
  number: string;
  kind: 'co_owner' | 'landlord' | 'lessee';
  label: string | null;
  holder: string;
  addressLines: string[];
  postalCode: string | null;
  city: string | null;
  buildingName: string | null;
  /** Cents, debit minus credit. */
  balance: number;
  asOf: string;
  firstEntryOn: string | null;
  /** Of the entity that keeps it; null when the agency sends none. */
  iban: string | null;
  bic: string | null;
  bankLabel: string | null;
  payableTo: string | null;
}

/** @returns null when no published account has that identifier */
export async function readAccountHead(query: Query, accountId: string): Promise<AccountHead | null> {
  const [head] = await query<AccountHead>(sql`
    SELECT a.id, a.number, a.kind, a.label, a.balance, a.as_of AS "asOf", a.first_entry_on AS "firstEntryOn",
      coalesce(p.company_name, concat_ws(' ', p.civility, p.first_name, p.last_name)) AS holder,
      p.address_lines AS "addressLines", p.postal_code AS "postalCode", p.city, b.name AS "buildingName",
      e.iban, e.bic, e.bank_label AS "bankLabel", e.payable_to AS "payableTo"
    FROM account a JOIN party p ON p.id = a.party_id JOIN accounting_entity e ON e.id = a.entity_id
      LEFT JOIN building b ON b.id = a.building_id
    WHERE a.id = ${accountId} AND a.publication_state = 'published'`);
  return head ?? null;
}

/** Balances of an account at both ends of a period (cents, debit minus credit), each that of the last line up to there. */
export interface PeriodEnds {
  broughtForward: number;
  final: number;
}

export async function readPeriodEnds(query: Query, accountId: string, { from, to }: Period): Promise<PeriodEnds> {
  const lastLine = (condition: Sql) => sql`coalesce(
    (SELECT e.running_balance FROM account_entry e WHERE e.account_id = a.id AND ${condition} ORDER BY e.date DESC, e.position DESC LIMIT 1),
    a.opening_balance)`;
  const [ends] = await query<PeriodEnds>(sql`
    SELECT ${lastLine(sql`e.date < ${from}`)} AS "broughtForward", ${lastLine(sql`e.date <= ${to}`)} AS final
    FROM account a WHERE a.id = ${accountId}`);
  return ends ?? { broughtForward: 0, final: 0 };
}

export interface EntryRow {
  date: string;
  label: string;
  /** Cents; one of the two is 0. */
  debit: number;
  credit: number;
  /** After this line; cents, debit minus credit. */
  runningBalance: number;
  at: CursorValue[];
}

/** Newest first. */
export const ENTRY_ORDER: SortKey[] = [
  { sql: sql`e.date`, type: 'date' },
  { sql: sql`e.position`, type: 'bigint' },
];

export interface WantedEntries extends Period {
  accountId: string;
  filter: EntryFilter | null;
}

/** One page of the lines of a period. */
export function listEntries(
  query: Query,
  { accountId, from, to, filter }: WantedEntries,
  page: Keyset,
): Promise<EntryRow[]> {
  return query<EntryRow>(sql`
    SELECT e.date, e.label, e.debit, e.credit, e.running_balance AS "runningBalance", ${page.at} AS at
    FROM account_entry e
    WHERE e.account_id = ${accountId} AND e.date BETWEEN ${from} AND ${to} AND ${matching(filter)} AND ${page.where}
    ORDER BY ${page.order} LIMIT ${page.limit}`);
}

function matching(filter: EntryFilter | null): Sql {
  if (!filter) return sql`TRUE`;
  const { text, amount } = filter;
  const label = sql`position(app.fold(${text}) IN app.fold(e.label)) > 0`;
  if (!amount) return label;
  return sql`(${label} OR abs(e.debit) BETWEEN ${amount.least} AND ${amount.most} AND e.debit <> 0
    OR abs(e.credit) BETWEEN ${amount.least} AND ${amount.most} AND e.credit <> 0)`;
}
