import { empty, join, sql, type Sql } from '../../platform/database/index.js';
import type { NewStaff, StaffChange } from './staff-accounts.types.js';

/** A row, `id`, unless the login is taken. */
export function insertStaffMember(given: NewStaff): Sql {
  return sql`
    INSERT INTO staff_member (role, login, last_name, first_name, email, phone, lines, receives_system_messages, listed_staff_id)
    VALUES (${given.role}, ${foldedStaffLogin(given.login)}, ${given.lastName}, ${given.firstName ?? ''}, ${given.email ?? null},
      ${given.phone ?? null}, ${given.lines ?? []}, ${given.receivesSystemMessages ?? false}, ${given.listedStaffId ?? null})
    ON CONFLICT (tenant_id, login) DO NOTHING RETURNING id`;
}

/** A row when somebody else has that login. */
export function otherWithLogin(staffId: string, login: string): Sql {
  return sql`SELECT FROM staff_member WHERE login = ${foldedStaffLogin(login)} AND id <> ${staffId}`;
}

/** Null when nothing of the row itself changes; what is not given stays. */
export function updateStaffMember(staffId: string, given: StaffChange): Sql | null {
  const changes = [
    changed('login', given.login === undefined ? undefined : foldedStaffLogin(given.login)),
    changed('last_name', given.lastName),
    changed('first_name', given.firstName),
    changed('email', given.email),
    changed('phone', given.phone),
    changed('role', given.role),
    changed('lines', given.lines),
    changed('receives_system_messages', given.receivesSystemMessages),
  ].filter((change) => change !== empty);
  return changes.length > 0 ? sql`UPDATE staff_member SET ${join(changes)} WHERE id = ${staffId}` : null;
}

/** The two statements after which he is limited to these buildings. */
export function limitToBuildings(staffId: string, buildingIds: readonly string[]): Sql[] {
  return [
    sql`DELETE FROM staff_building WHERE staff_id = ${staffId} AND building_id <> ALL (${buildingIds}::uuid[])`,
    sql`
      INSERT INTO staff_building (staff_id, building_id) SELECT ${staffId}, unnest(${buildingIds}::uuid[]) ON CONFLICT DO NOTHING`,
  ];
}

/** The two statements after which he is of these offices. */
export function placeInOffices(staffId: string, officeIds: readonly string[]): Sql[] {
  return [
    sql`DELETE FROM staff_office WHERE staff_id = ${staffId} AND office_id <> ALL (${officeIds}::uuid[])`,
    sql`
      INSERT INTO staff_office (staff_id, office_id) SELECT ${staffId}, unnest(${officeIds}::uuid[]) ON CONFLICT DO NOTHING`,
  ];
}

type Column = 'login' | 'last_name' | 'first_name' | 'email' | 'phone' | 'role' | 'lines' | 'receives_system_messages';

const COLUMNS: Record<Column, Sql> = {
  login: sql`login`,
  last_name: sql`last_name`,
  first_name: sql`first_name`,
  email: sql`email`,
  phone: sql`phone`,
  role: sql`role`,
  lines: sql`lines`,
  receives_system_messages: sql`receives_system_messages`,
};

function changed(column: Column, value: unknown): Sql {
  return value === undefined ? empty : sql`${COLUMNS[column]} = ${value}`;
}

function foldedStaffLogin(login: string): string {
  return login.trim().toLowerCase();
}
