import { sql, type Sql } from '../../platform/database/index.js';

/** A secret that waits for its first code; one in use stays. */
export function keepTotpSecret(staffId: string, sealed: Buffer): Sql {
  return sql`UPDATE staff_member SET totp_secret = ${sealed} WHERE id = ${staffId} AND totp_confirmed_at IS NULL`;
}

/** `step`: the half minute, counted from 1970, of the code that was shown. */
export function confirmTotp(staffId: string, now: Date, step: number): Sql {
  return sql`UPDATE staff_member SET totp_confirmed_at = ${now}, totp_last_step = ${step} WHERE id = ${staffId}`;
}

/** That code, and those before it, serve no more. */
export function spendTotpStep(staffId: string, step: number): Sql {
  return sql`UPDATE staff_member SET totp_last_step = ${step} WHERE id = ${staffId}`;
}

export function removeTotp(staffId: string): Sql {
  return sql`
    UPDATE staff_member SET totp_secret = NULL, totp_confirmed_at = NULL, totp_last_step = NULL WHERE id = ${staffId}`;
}

export function removeRecoveryCodes(staffId: string): Sql {
  return sql`DELETE FROM staff_recovery_code WHERE staff_id = ${staffId}`;
}

export function insertRecoveryCodes(staffId: string, hashes: Buffer[]): Sql {
  return sql`INSERT INTO staff_recovery_code (staff_id, code_hash) SELECT ${staffId}, unnest(${hashes}::bytea[])`;
}

/** A row when it was one of his and unused: it is used now. */
export function spendRecoveryCode(staffId: string, hash: Buffer, now: Date): Sql {
  return sql`
    UPDATE staff_recovery_code SET used_at = ${now}
    WHERE staff_id = ${staffId} AND code_hash = ${hash} AND used_at IS NULL RETURNING staff_id`;
}

/** One row, `count`. */
export function countRecoveryCodes(staffId: string): Sql {
  return sql`SELECT count(*)::int AS count FROM staff_recovery_code WHERE staff_id = ${staffId} AND used_at IS NULL`;
}

/** One row, `required`; none while nothing was ever set. */
export function secondFactorRequirement(): Sql {
  return sql`SELECT second_factor_required AS required FROM identity_settings`;
}

export function requireSecondFactor(on: boolean): Sql {
  return sql`
    INSERT INTO identity_settings (second_factor_required) VALUES (${on})
    ON CONFLICT (tenant_id) DO UPDATE SET second_factor_required = excluded.second_factor_required`;
}
