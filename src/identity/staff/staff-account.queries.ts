import { sql, type Sql } from '../../platform/database/index.js';

export interface MasterRow {
  login: string;
  lastName: string;
  firstName: string;
  email: string;
  hash: string;
  /** Until when the one-time password works; null for a personal one. */
  until: Date | null;
}

/** A row, `id`, unless the agency has its master account already. */
export function insertMaster({ login, lastName, firstName, email, hash, until }: MasterRow): Sql {
  return sql`
    INSERT INTO staff_member (role, login, last_name, first_name, email, receives_system_messages, password_hash, password_state,
      provisional_until)
    SELECT 'master', ${login}, ${lastName}, ${firstName}, ${email}, true, ${hash}, ${until ? 'provisional' : 'personal'}, ${until}
    WHERE NOT EXISTS (SELECT FROM staff_member WHERE role = 'master')
    RETURNING id`;
}

/** A one-time password, the second factor taken away. A row, `id` and `login`. */
export function resetMaster(hash: string, until: Date): Sql {
  return sql`
    UPDATE staff_member SET password_hash = ${hash}, password_state = 'provisional', provisional_until = ${until},
      totp_secret = NULL, totp_confirmed_at = NULL, totp_last_step = NULL
    WHERE role = 'master' RETURNING id, login`;
}

/** One who is disabled keeps what he had. */
export function setStaffPassword(staffId: string, hash: string, now: Date): Sql {
  return sql`
    UPDATE staff_member SET password_hash = ${hash}, password_state = 'personal', provisional_until = NULL,
      password_changed_at = ${now}
    WHERE id = ${staffId} AND disabled_at IS NULL`;
}

export function staffSignedIn(staffId: string, now: Date): Sql {
  return sql`UPDATE staff_member SET last_sign_in_at = ${now} WHERE id = ${staffId}`;
}

/** `by`: a staff member, null for the operator. */
export function disableStaff(staffId: string, now: Date, by: string | null): Sql {
  return sql`
    UPDATE staff_member SET disabled_at = ${now}, disabled_by = ${by} WHERE id = ${staffId} AND disabled_at IS NULL`;
}

export function enableStaff(staffId: string): Sql {
  return sql`UPDATE staff_member SET disabled_at = NULL, disabled_by = NULL WHERE id = ${staffId}`;
}

/** What `staffId` is limited to is opened to `toId` too. */
export function handBuildingsOver(staffId: string, toId: string): Sql {
  return sql`
    INSERT INTO staff_building (staff_id, building_id)
    SELECT ${toId}, building_id FROM staff_building WHERE staff_id = ${staffId} ON CONFLICT DO NOTHING`;
}
