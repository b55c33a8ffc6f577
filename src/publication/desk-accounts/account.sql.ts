import { sql, type Sql } from '../../platform/database/index.js';
import { accountOfBuildings, type StaffScope } from '../../portfolio/index.js';
import type { AccountFilters } from './account-filters.js';

/** Accounts that a source lists: shown to their holders, or not. */
export const LISTED = sql`a.publication_state IN ('published', 'hidden')`;

/** Of account `a` with its party `p`, login `l` and box `t`: what says whether it is published, and why. */
export const STANDING = sql`
  a.id, a.number, a.kind, a.status, a.status_on AS "statusOn", a.publication_state = 'published' AS "isVisible", a.party_id AS "partyId",
  p.publication_state = 'published' AS "hasParty",
  CASE WHEN t.account_id IS NOT NULL THEN json_build_object('published', t.published, 'status', t.status, 'statusOn', t.status_on) END AS tick`;

export const FROM_ACCOUNTS = sql`
  FROM account a JOIN party p ON p.id = a.party_id LEFT JOIN account_tick t ON t.account_id = a.id
    LEFT JOIN resident_login l ON l.party_id = a.party_id`;

/** Those the staff member may see in that line, under these filters. */
export function matching(scope: StaffScope, filters: AccountFilters): Sql {
  const { search, published, kind, status, buildingId, entityId } = filters;
  return sql`${LISTED} AND a.line = ${scope.line}
    AND ${scope.buildingIds ? accountOfBuildings(scope.buildingIds) : sql`TRUE`}
    AND ${buildingId ? accountOfBuildings([buildingId]) : sql`TRUE`}
    AND ${entityId ? sql`a.entity_id = ${entityId}` : sql`TRUE`}
    AND ${kind ? sql`a.kind = ${kind}` : sql`TRUE`}
    AND ${status ? sql`a.status = ${status}` : sql`TRUE`}
    AND ${published ? PUBLISHED_IS[published] : sql`TRUE`}
    AND ${search ? found(search) : sql`TRUE`}`;
}

const PUBLISHED_IS = {
  oui: sql`a.publication_state = 'published'`,
  non: sql`a.publication_state = 'hidden'`,
  jamais: sql`a.publication_state = 'published' AND l.last_sign_in_at IS NULL`,
};

/** By number, or by the name of its holder. */
function found(search: string): Sql {
  return sql`(strpos(upper(a.number), upper(${search})) > 0 OR a.party_id IN (SELECT f.id FROM app.find_parties(${search}) f))`;
}
