import type { Query } from '../../platform/database/index.js';
import { InvalidInput } from '../../platform/errors/index.js';
import type { NewStaff, StaffChange } from './staff-accounts.types.js';
import {
  insertStaffMember,
  limitToBuildings,
  otherWithLogin,
  placeInOffices,
  updateStaffMember,
} from './write-staff.queries.js';

/** @returns the id @throws InvalidInput at `login` when it is taken */
export async function insertStaff(query: Query, given: NewStaff): Promise<string> {
  const [made] = await query<{ id: string }>(insertStaffMember(given));
  if (!made) throw loginTaken();
  await keepPlaces(query, made.id, given);
  return made.id;
}

/** @throws InvalidInput at `login` when it is taken */
export async function changeStaff(query: Query, staffId: string, given: StaffChange): Promise<void> {
  if (given.login && (await query(otherWithLogin(staffId, given.login))).length > 0) throw loginTaken();
  const update = updateStaffMember(staffId, given);
  if (update) await query(update);
  await keepPlaces(query, staffId, given);
}

/** Buildings he is limited to, and offices; what is not given stays. */
async function keepPlaces(query: Query, staffId: string, { buildingIds, officeIds }: StaffChange): Promise<void> {
  const statements = [
    ...(buildingIds ? limitToBuildings(staffId, buildingIds) : []),
    ...(officeIds ? placeInOffices(staffId, officeIds) : []),
  ];
  for (const statement of statements) await query(statement);
}

function loginTaken(): InvalidInput {
  return InvalidInput.at('login', 'identity:staff.login-taken');
}
