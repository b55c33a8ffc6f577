import { type Query, sql } from '../../platform/database/index.js';
import {
  accountWithin,
  type NamedParty,
  type Provenance,
  provenanceOf,
  type StaffScope,
} from '../../portfolio/index.js';
import { FROM_ACCOUNTS, LISTED, STANDING } from './account.sql.js';
import type { JudgedAccount } from './account-list.queries.js';

/** When and by whom the box was last touched. */
export interface TickHistory {
  published: boolean;
  cause: 'hand' | 'notice' | 'departure' | 'transfer';
  at: Date;
  by: string | null;
}

export interface AccountRecord extends JudgedAccount {
  holder: NamedParty;
  building: string | null;
  entity: string;
  label: string | null;
  /** Cents, debit minus credit. */
  balance: number;
  asOf: string;
  lastSignInAt: Date | null;
  source: Provenance | null;
  history: TickHistory | null;
}

/** The accounts of that number that the staff member sees in the line: more than one when two entities gave the same. */
export async function findAccounts(query: Query, scope: StaffScope, number: string): Promise<AccountRecord[]> {
  const rows = await query<
    Omit<AccountRecord, 'history'> & { cause: TickHistory['cause'] | null; at: Date | null; by: string | null }
  >(sql`
    SELECT ${STANDING}, a.label, a.balance, a.as_of AS "asOf", l.last_sign_in_at AS "lastSignInAt", e.code || ' — ' || e.label AS entity,
      b.name AS building, ${provenanceOf(sql`a.source_id`)} AS source, t.cause, t.decided_at AS at,
      (SELECT concat_ws(' ', m.first_name, m.last_name) FROM staff_member m WHERE m.id = t.decided_by) AS by,
      json_build_object('kind', p.kind, 'civility', p.civility, 'lastName', p.last_name, 'firstName', p.first_name,
        'companyName', p.company_name) AS holder
    ${FROM_ACCOUNTS} JOIN accounting_entity e ON e.id = a.entity_id LEFT JOIN building b ON b.id = a.building_id
    WHERE ${LISTED} AND a.line = ${scope.line} AND a.number = ${number}
      AND ${accountWithin(scope)}
    ORDER BY e.code, a.id`);
  return rows.map(({ cause, at, by, ...account }) => ({
    ...account,
    history: account.tick && cause && at ? { published: account.tick.published, cause, at, by } : null,
  }));
}
