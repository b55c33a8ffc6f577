import { sql, type Sql } from '../../platform/database/index.js';

/** A password of his own takes the place of any other; `provenEmail`, when given, is confirmed by the way. */
export function setPersonalPassword(loginId: string, hash: string, now: Date, provenEmail: string | null): Sql {
  return sql`
    UPDATE resident_login SET state = 'personal', password_hash = ${hash}, initial_password_cipher = NULL,
      initial_password_digest = NULL, valid_until = NULL, personalised_at = ${now},
      confirmed_email = coalesce(${provenEmail}, confirmed_email)
    WHERE id = ${loginId}`;
}

export function setTemporaryPassword(loginId: string, hash: string, validUntil: Date): Sql {
  return sql`
    UPDATE resident_login SET state = 'temporary', password_hash = ${hash}, initial_password_cipher = NULL,
      initial_password_digest = NULL, valid_until = ${validUntil}
    WHERE id = ${loginId}`;
}

/** Provisional passwords out of date are erased for ever [ACC-28]; what sign-in needs to say that they have expired stays. */
export function eraseExpiredPasswords(now: Date): Sql {
  return sql`
    UPDATE resident_login SET state = 'dormant', initial_password_cipher = NULL, valid_until = NULL WHERE valid_until <= ${now}`;
}

export function residentSignedIn(loginId: string, now: Date): Sql {
  return sql`UPDATE resident_login SET last_sign_in_at = ${now} WHERE id = ${loginId}`;
}

/** `by`: a staff member, null for the clock or the operator. */
export function blockLogin(loginId: string, now: Date, by: string | null, reason: string): Sql {
  return sql`
    UPDATE resident_login SET blocked_at = ${now}, blocked_by = ${by}, block_reason = ${reason} WHERE id = ${loginId}`;
}

export function unblockLogin(loginId: string): Sql {
  return sql`UPDATE resident_login SET blocked_at = NULL, blocked_by = NULL, block_reason = NULL WHERE id = ${loginId}`;
}

/** Sessions and links of one use go with them. */
export function removeLogins(partyIds: readonly string[]): Sql {
  return sql`DELETE FROM resident_login WHERE party_id = ANY (${partyIds}::uuid[])`;
}
