import type { SpaceKind, StaffViewer } from '../../../src/platform/auth/index.js';
import { permissionsOf, type StaffRole } from '../../../src/identity/domain/permissions.js';
import type { TestApp } from '../../support/app.js';
import {
  aBuilding,
  aCompany,
  aCouncilMember,
  aHolder,
  aListedStaffMember,
  aLot,
  anAccount,
  anAllocationKey,
  aParty,
  aShare,
  aSupplier,
  type Ground,
  insert,
  layGround,
  type Row,
} from '../../support/factories/index.js';
import { staffViewer } from '../../support/viewers.js';

/** An agency with a building of each line and a half, a client of each kind, and people around them. */
export interface AgencyWorld {
  ground: Ground;
  manager: Row;
  gilbert: Row;
  tilleuls: Row;
  majorelle: Row;
  pierre: Row;
  anne: Row;
  eloise: Row;
  paul: Row;
  karim: Row;
  marcel: Row;
  supplier: Row;
  lot7: Row;
  flat: Row;
  accounts: Record<'pierre' | 'anne' | 'eloise' | 'paul' | 'karim', Row>;
}

export async function buildAgency(
  app: TestApp,
  domain: string,
  features = ['extranet', 'tickets'],
): Promise<AgencyWorld> {
  const ground = await layGround(app.database, { domain, features });
  const manager = await aListedStaffMember(ground, { last_name: 'DURAND', first_name: 'Claire' });
  const gilbert = await aBuilding(ground, {
    name: 'Résidence Gilbert',
    manager_id: manager.id,
    lots_count: 43,
    registry_number: 'AB1234567',
  });
  const tilleuls = await aBuilding(ground, { name: 'Le Clos des Tilleuls', city: 'Laxou', postal_code: '54520' });
  const majorelle = await aBuilding(ground, { name: 'Villa Majorelle', line: 'gerance' });
  const person = (last_name: string, first_name: string, columns = {}) =>
    aParty(ground, { civility: 'M.', last_name, first_name, ...columns });
  const pierre = await person('PROPRIETAIRE', 'Pierre', { email: 'pierre@example.org' });
  const anne = await person('MARTIN', 'Anne', {
    civility: 'Mme',
    address_lines: ['3 rue Sainte-Catherine'],
    postal_code: '54000',
    city: 'Nancy',
  });
  const eloise = await person('LEFÈVRE', 'Éloïse', { civility: 'Mme' });
  const paul = await person('DUPONT', 'Paul');
  const karim = await person('BENALI', 'Karim');
  const marcel = await person('GARDIEN', 'Marcel');
  const co = (party: Row, building: Row, number: string) =>
    anAccount(ground, { party_id: party.id, building_id: building.id, kind: 'co_owner', number });
  const accounts = {
    pierre: await co(pierre, gilbert, '450PIERREP'),
    anne: await co(anne, gilbert, '450MARTINA'),
    eloise: await co(eloise, tilleuls, '450LEFEVRE'),
    paul: await anAccount(ground, { party_id: paul.id, kind: 'landlord', number: '467DUPONTP' }),
    karim: await anAccount(ground, {
      party_id: karim.id,
      kind: 'lessee',
      building_id: majorelle.id,
      number: '411BENALIK',
    }),
  };
  const key = await anAllocationKey(ground, gilbert, { label: 'Charges générales', total: 1_000 });
  const lot7 = await aLot(ground, gilbert, { number: '7', area: 64.2 });
  await aShare(ground, lot7, key, 120);
  await aHolder(ground, lot7, accounts.pierre);
  const lot10 = await aLot(ground, gilbert, { number: '10', kind: 'cellar' });
  await aHolder(ground, lot10, accounts.anne);
  const flat = await aLot(ground, majorelle, { number: 'A1' });
  await aHolder(ground, flat, accounts.paul);
  await aHolder(ground, flat, accounts.karim, { held_from: '2022-03-01' });
  await aCouncilMember(ground, gilbert, pierre, { title: 'president', since: '2024-06-12' });
  await insert(ground, 'caretaker', {
    building_id: gilbert.id,
    position: 1,
    party_id: marcel.id,
    phone: '06 12 34 56 78',
    presence: 'Le matin',
  });
  await insert(ground, 'meeting', {
    building_id: gilbert.id,
    position: 1,
    held_on: '2025-06-12',
    approves_accounts: true,
  });
  const company = await aCompany(ground, { company_name: 'Plomberie Stanislas' });
  const supplier = await aSupplier(ground, { party_id: company.id, account_number: '401STAN', trade: 'Plomberie' });
  return {
    ground,
    manager,
    gilbert,
    tilleuls,
    majorelle,
    pierre,
    anne,
    eloise,
    paul,
    karim,
    marcel,
    supplier,
    lot7,
    flat,
    accounts,
  };
}

export function staffOf(role: StaffRole, given: Partial<StaffViewer> = {}): StaffViewer {
  return staffViewer({ role, permissions: permissionsOf(role), ...given });
}

/** A resident's login, as a publication would have opened it. */
export async function openAccess(ground: Ground, party: Row, columns: Record<string, unknown> = {}): Promise<Row> {
  const login = {
    id: crypto.randomUUID(),
    party_id: party.id,
    login: `client${String(party.id).slice(0, 8)}`,
    state: 'personal',
  };
  return insert(ground, 'resident_login', {
    ...login,
    password_hash: 'none',
    personalised_at: '2025-03-02T10:00:00Z',
    ...columns,
  });
}

export const KINDS: SpaceKind[] = ['co_owner', 'landlord', 'lessee'];
