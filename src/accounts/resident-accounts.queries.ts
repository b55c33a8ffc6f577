import { type Query, sql } from '../platform/database/index.js';
import type { Standing } from '../portfolio/index.js';
import { accountsOf } from '../portfolio/index.js';

export interface AccountBalance {
  id: string;
  number: string;
  buildingName: string | null;
  /** Cents, debit minus credit. */
  balance: number;
  asOf: string;
}

/** Balances of the resident's own accounts, by number. */
export function readBalances(query: Query, standing: Standing): Promise<AccountBalance[]> {
  const ids = accountsOf(standing).map(({ id }) => id);
  return query<AccountBalance>(sql`
    SELECT a.id, a.number, b.name AS "buildingName", a.balance, a.as_of AS "asOf"
    FROM account a LEFT JOIN building b ON b.id = a.building_id
    WHERE a.id = ANY (${ids}::uuid[]) ORDER BY a.number, a.id`);
}

/** An account of a lessee, read by the landlord of the lots he lets. */
export interface LesseeAccount {
  id: string;
  number: string;
  holder: string;
  /** "A1, Le Clos" */
  lot: string;
  /** First day of the tenancy; nothing of the account is shown from before. null: since always. */
  since: string | null;
}

/** Lessees of the lots that the resident's accounts own today, for the time of the tenancy [ACC-41]. */
export function readLesseeAccounts(query: Query, standing: Standing, today: string): Promise<LesseeAccount[]> {
  const owners = accountsOf(standing).map(({ id }) => id);
  return query<LesseeAccount>(sql`
    SELECT a.id, a.number, coalesce(p.company_name, concat_ws(' ', p.civility, p.first_name, p.last_name)) AS holder,
      string_agg(DISTINCT l.number || ', ' || b.name, ' ; ') AS lot,
      CASE WHEN bool_or(h.held_from IS NULL) THEN NULL ELSE min(h.held_from) END AS since
    FROM lot_holder o
      JOIN lot_holder h ON h.lot_id = o.lot_id AND h.part = 'lessee'
      JOIN account a ON a.id = h.account_id AND a.kind = 'lessee' AND a.publication_state = 'published'
      JOIN party p ON p.id = a.party_id
      JOIN lot l ON l.id = o.lot_id AND l.publication_state = 'published'
      JOIN building b ON b.id = l.building_id
    WHERE o.account_id = ANY (${owners}::uuid[]) AND o.part = 'owner'
      AND coalesce(o.held_from, '-infinity') <= ${today} AND coalesce(o.held_until, 'infinity') >= ${today}
      AND coalesce(h.held_from, '-infinity') <= ${today} AND coalesce(h.held_until, 'infinity') >= ${today}
    GROUP BY a.id, a.number, holder ORDER BY a.number, a.id`);
}
