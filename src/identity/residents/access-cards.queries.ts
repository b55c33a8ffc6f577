import { sql, type Sql } from '../../platform/database/index.js';
import { mobile } from './resident.queries.js';

/** One row per party that has a login; `state` is the password's own, closed and blocked are beside it. */
export function accessCards(partyIds: readonly string[]): Sql {
  return sql`
    SELECT l.party_id AS "partyId", l.id AS "loginId", l.login, l.state, l.valid_until AS "validUntil", l.closed_at AS "closedAt",
      l.personalised_at AS "personalisedAt", l.last_sign_in_at AS "lastSignInAt", c.email, c.email_confirmed AS "emailConfirmed",
      ${mobile} AS phone, c.language, l.notify_documents AS "notifyDocuments", l.notify_changed_at AS "notifyChangedAt",
      l.blocked_at AS "blockedAt", l.block_reason AS "blockReason"
    FROM resident_login l JOIN resident_contact c ON c.login_id = l.id
    WHERE l.party_id = ANY (${partyIds}::uuid[])`;
}
