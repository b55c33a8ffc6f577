import { type Query, sql, type Sql } from '../platform/database/index.js';
import { type Reader, visibleDocuments } from '../portfolio/index.js';
import type { ExpenseGroup, ExpenseLine } from './domain/expense-tree.js';
import type { OpenYear } from './domain/fiscal-choice.js';

/** Fiscal years of these buildings that are not closed [ACC-63]. */
export function readOpenYears(query: Query, buildingIds: readonly string[]): Promise<OpenYear[]> {
  return query<OpenYear>(sql`
    SELECT f.id, f.building_id AS "buildingId", b.name AS "buildingName", f.starts_on AS "startsOn", f.ends_on AS "endsOn"
    FROM fiscal_year f JOIN building b ON b.id = f.building_id
    WHERE f.building_id = ANY (${buildingIds}::uuid[]) AND f.listed AND NOT f.closed
    ORDER BY b.sort_name, f.building_id, f.starts_on`);
}

export interface YearGroup extends ExpenseGroup {
  yearId: string;
}

/** Sums by building, open year, key and charge account: one index gives them without reading a line. */
export function readExpenseGroups(query: Query, buildingIds: readonly string[]): Promise<YearGroup[]> {
  return query<YearGroup>(sql`
    SELECT g.building_id AS "buildingId", b.name AS "buildingName", g.fiscal_year_id AS "yearId", g.key_id AS "keyId", k.label AS "keyLabel",
      g.charge_account AS "chargeAccount", g.lines, g.amount::bigint AS amount,
      (SELECT e.charge_account_label FROM expense e
        WHERE e.building_id = g.building_id AND e.fiscal_year_id = g.fiscal_year_id AND e.key_id = g.key_id
          AND e.charge_account = g.charge_account AND e.publication_state = 'published' LIMIT 1) AS "chargeLabel"
    FROM (
      SELECT e.building_id, e.fiscal_year_id, e.key_id, e.charge_account, count(*)::int AS lines, sum(e.amount) AS amount
      FROM expense e JOIN fiscal_year f ON f.id = e.fiscal_year_id AND f.listed AND NOT f.closed
      WHERE e.building_id = ANY (${buildingIds}::uuid[]) AND e.publication_state = 'published'
      GROUP BY e.building_id, e.fiscal_year_id, e.key_id, e.charge_account) g
    JOIN building b ON b.id = g.building_id JOIN allocation_key k ON k.id = g.key_id
    ORDER BY b.sort_name, b.id, k.position, k.id, g.charge_account`);
}

export interface WantedExpenses {
  buildingIds: readonly string[];
  yearIds: readonly string[];
  /** Only this charge account of this key; null for all. */
  group: { keyId: string; chargeAccount: string } | null;
}

/** By day within each group. */
export function readExpenseLines(query: Query, wanted: WantedExpenses): Promise<ExpenseLine[]> {
  return query<ExpenseLine>(sql`
    SELECT e.id, e.building_id AS "buildingId", e.key_id AS "keyId", e.charge_account AS "chargeAccount", e.date, e.label,
      coalesce(p.company_name, concat_ws(' ', p.first_name, p.last_name)) AS supplier, e.amount
    FROM expense e LEFT JOIN supplier s ON s.id = e.supplier_id LEFT JOIN party p ON p.id = s.party_id
    WHERE ${among(wanted)} ORDER BY e.building_id, e.key_id, e.charge_account, e.date, e.id`);
}

export interface Invoice {
  expenseId: string;
  documentId: string;
}

/** Scans of these expenses; one that the reader may not read is not there [ACC-66] [ACC-67]. */
export function readInvoices(query: Query, wanted: WantedExpenses, reader: Reader): Promise<Invoice[]> {
  return query<Invoice>(sql`
    SELECT DISTINCT ON (x.expense_id) x.expense_id AS "expenseId", v.id AS "documentId"
    FROM expense e JOIN expense_document x ON x.expense_id = e.id JOIN ${visibleDocuments(reader)} v ON v.id = x.document_id
    WHERE ${among(wanted)} AND (v.media_type = 'application/pdf' OR v.media_type LIKE 'image/%')
    ORDER BY x.expense_id, x.position`);
}

function among({ buildingIds, yearIds, group }: WantedExpenses): Sql {
  const one = group ? sql`e.key_id = ${group.keyId} AND e.charge_account = ${group.chargeAccount}` : sql`TRUE`;
  return sql`e.building_id = ANY (${buildingIds}::uuid[]) AND e.fiscal_year_id = ANY (${yearIds}::uuid[]) AND ${one}
    AND e.publication_state = 'published'`;
}
