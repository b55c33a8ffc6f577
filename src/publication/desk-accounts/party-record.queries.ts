import { type Query, sql } from '../../platform/database/index.js';
import type { BusinessLine } from '../../platform/tenancy/index.js';
import { accountWithin, type NamedParty, type Provenance, provenanceOf } from '../../portfolio/index.js';
import { LISTED, STANDING } from './account.sql.js';
import type { JudgedAccount } from './account-list.queries.js';

export interface PartyAccount extends JudgedAccount {
  line: BusinessLine;
  building: string | null;
}

export interface PartyWithAccounts {
  id: string;
  holder: NamedParty;
  source: Provenance | null;
  /** Those the staff member sees, of all his lines. */
  accounts: PartyAccount[];
}

/** Someone who has, in the reach of the staff member, an account that a source lists; null otherwise. */
export async function findPartyWithAccounts(
  query: Query,
  id: string,
  reach: { lines: readonly BusinessLine[]; buildingIds: string[] | null },
): Promise<PartyWithAccounts | null> {
  const accounts = await query<PartyAccount & { holder: NamedParty; source: Provenance | null }>(sql`
    SELECT ${STANDING}, a.line, b.name AS building, ${provenanceOf(sql`p.source_id`)} AS source,
      json_build_object('kind', p.kind, 'civility', p.civility, 'lastName', p.last_name, 'firstName', p.first_name,
        'companyName', p.company_name) AS holder
    FROM account a JOIN party p ON p.id = a.party_id LEFT JOIN account_tick t ON t.account_id = a.id LEFT JOIN building b ON b.id = a.building_id
    WHERE a.party_id = ${id} AND ${LISTED} AND a.line = ANY (${reach.lines}::text[]) AND ${accountWithin(reach)}
    ORDER BY a.line DESC, a.number, a.id`);
  const [first] = accounts;
  return first ? { id, holder: first.holder, source: first.source, accounts } : null;
}
