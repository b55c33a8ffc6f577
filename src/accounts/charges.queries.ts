import { type Query, sql } from '../platform/database/index.js';

/** What an account was charged over one approved year of its building; cents, debit minus credit. */
export interface YearOfCharges {
  accountId: string;
  number: string;
  buildingName: string;
  startsOn: string;
  endsOn: string;
  approvedOn: string;
  budget: number;
  offBudget: number;
}

/** The last two approved years of each account [ACC-69] (décret 2019-502, art. 2, 2°). */
export function readCharges(query: Query, accountIds: readonly string[]): Promise<YearOfCharges[]> {
  return query<YearOfCharges>(sql`
    SELECT a.id AS "accountId", a.number, b.name AS "buildingName", f.starts_on AS "startsOn", f.ends_on AS "endsOn",
      f.approved_on AS "approvedOn", c.budget::bigint AS budget, c.off_budget::bigint AS "offBudget"
    FROM account a JOIN building b ON b.id = a.building_id
      CROSS JOIN LATERAL (
        SELECT y.starts_on, y.ends_on, y.approved_on FROM fiscal_year y
        WHERE y.building_id = a.building_id AND y.listed AND y.approved_on IS NOT NULL ORDER BY y.ends_on DESC LIMIT 2) f
      CROSS JOIN LATERAL (
        SELECT coalesce(sum(e.debit - e.credit) FILTER (WHERE e.charge_kind = 'budget'), 0) AS budget,
          coalesce(sum(e.debit - e.credit) FILTER (WHERE e.charge_kind = 'off_budget'), 0) AS off_budget
        FROM account_entry e WHERE e.account_id = a.id AND e.date BETWEEN f.starts_on AND f.ends_on) c
    WHERE a.id = ANY (${accountIds}::uuid[])
    ORDER BY a.number, a.id, f.ends_on DESC`);
}
