import { empty, sql, type Sql } from '../../platform/database/index.js';
import type { StaffRole } from '../domain/permissions.js';

/** What sign-in and the staff member's own pages need to know of him. */
export interface StaffSecrets {
  id: string;
  login: string;
  role: StaffRole;
  firstName: string;
  lastName: string;
  email: string | null;
  language: 'fr' | 'en' | null;
  passwordHash: string | null;
  passwordState: 'none' | 'provisional' | 'personal';
  provisionalUntil: Date | null;
  totpSecret: Buffer | null;
  totpConfirmedAt: Date | null;
  totpLastStep: number | null;
  disabledAt: Date | null;
  secondFactorRequired: boolean;
}

const secrets = sql`m.id, m.login, m.role, m.first_name AS "firstName", m.last_name AS "lastName", m.email, m.language,
  m.password_hash AS "passwordHash", m.password_state AS "passwordState", m.provisional_until AS "provisionalUntil",
  m.totp_secret AS "totpSecret", m.totp_confirmed_at AS "totpConfirmedAt", m.totp_last_step AS "totpLastStep",
  m.disabled_at AS "disabledAt",
  m.role IN ('master', 'administrator') AND coalesce((SELECT second_factor_required FROM identity_settings), false) AS "secondFactorRequired"`;

export function staffByLogin(login: string): Sql {
  return sql`SELECT ${secrets} FROM staff_member m WHERE m.login = ${login}`;
}

export function staffById(id: string, { lock = false } = {}): Sql {
  return sql`SELECT ${secrets} FROM staff_member m WHERE m.id = ${id} ${lock ? sql`FOR UPDATE OF m` : empty}`;
}

/** Those "Mot de passe oublié" may mean: by login, or by an address that several may share. */
export function staffByLoginOrEmail(typed: string): Sql {
  return sql`
    SELECT ${secrets} FROM staff_member m
    WHERE (m.login = lower(${typed}) OR lower(m.email) = lower(${typed})) AND m.disabled_at IS NULL AND m.email IS NOT NULL
    ORDER BY m.login LIMIT 5`;
}

/** Everyone, or one, as the directory shows them: the master first, then by name. */
export function staffAccounts(id: string | null, now: Date): Sql {
  return sql`
    SELECT m.id, m.login, m.last_name AS "lastName", m.first_name AS "firstName", m.email, m.phone, m.role, m.lines,
      ARRAY(SELECT b.building_id FROM staff_building b WHERE b.staff_id = m.id ORDER BY b.building_id) AS "buildingIds",
      ARRAY(SELECT o.office_id FROM staff_office o WHERE o.staff_id = m.id ORDER BY o.office_id) AS "officeIds",
      m.receives_system_messages AS "receivesSystemMessages", m.listed_staff_id AS "listedStaffId",
      CASE WHEN m.disabled_at IS NOT NULL THEN 'disabled' WHEN m.password_state = 'none' THEN 'invited' ELSE 'active' END AS state,
      m.password_state = 'provisional' AND m.provisional_until <= ${now} AS "passwordExpired",
      m.totp_confirmed_at IS NOT NULL AS "secondFactor", m.last_sign_in_at AS "lastSignInAt"
    FROM staff_member m
    WHERE (${id}::uuid IS NULL OR m.id = ${id}::uuid)
    ORDER BY m.role = 'master' DESC, app.fold(m.last_name), app.fold(m.first_name), m.id`;
}
