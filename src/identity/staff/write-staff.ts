import { empty, join, type Query, sql, type Sql } from '../../platform/database/index.js';
import { InvalidInput } from '../../platform/errors/index.js';
import type { NewStaff, StaffChange } from './staff-accounts.types.js';

/** @returns the id @throws InvalidInput at `login` when it is taken */
export async function insertStaff(query: Query, given: NewStaff): Promise<string> {
  const [made] = await query<{ id: string }>(sql`
    INSERT INTO staff_member (role, login, last_name, first_name, email, phone, lines, receives_system_messages, listed_staff_id)
    VALUES (${given.role}, ${given.login.trim().toLowerCase()}, ${given.lastName}, ${given.firstName ?? ''}, ${given.email ?? null},
      ${given.phone ?? null}, ${given.lines ?? []}, ${given.receivesSystemMessages ?? false}, ${given.listedStaffId ?? null})
    ON CONFLICT (tenant_id, login) DO NOTHING RETURNING id`);
  if (!made) throw loginTaken();
  await keepPlaces(query, made.id, given);
  return made.id;
}

/** @throws InvalidInput at `login` when it is taken */
export async function changeStaff(query: Query, staffId: string, given: StaffChange): Promise<void> {
  const login = given.login?.trim().toLowerCase();
  if (login) {
    const taken = await query(sql`SELECT FROM staff_member WHERE login = ${login} AND id <> ${staffId}`);
    if (taken.length > 0) throw loginTaken();
  }
  const changes = [
    changed('login', login),
    changed('last_name', given.lastName),
    changed('first_name', given.firstName),
    changed('email', given.email),
    changed('phone', given.phone),
    changed('role', given.role),
    changed('lines', given.lines),
    changed('receives_system_messages', given.receivesSystemMessages),
  ].filter((change) => change !== empty);
  if (changes.length > 0) await query(sql`UPDATE staff_member SET ${join(changes)} WHERE id = ${staffId}`);
  await keepPlaces(query, staffId, given);
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

/** Buildings he is limited to, and offices; what is not given stays. */
async function keepPlaces(query: Query, staffId: string, { buildingIds, officeIds }: StaffChange): Promise<void> {
  if (buildingIds) {
    await query(
      sql`DELETE FROM staff_building WHERE staff_id = ${staffId} AND building_id <> ALL (${buildingIds}::uuid[])`,
    );
    await query(sql`
      INSERT INTO staff_building (staff_id, building_id) SELECT ${staffId}, unnest(${buildingIds}::uuid[]) ON CONFLICT DO NOTHING`);
  }
  if (officeIds) {
    await query(sql`DELETE FROM staff_office WHERE staff_id = ${staffId} AND office_id <> ALL (${officeIds}::uuid[])`);
    await query(sql`
      INSERT INTO staff_office (staff_id, office_id) SELECT ${staffId}, unnest(${officeIds}::uuid[]) ON CONFLICT DO NOTHING`);
  }
}

function loginTaken(): InvalidInput {
  return InvalidInput.at('login', 'identity:staff.login-taken');
}
