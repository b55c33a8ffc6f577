import { type Columns, type Ground, insert, published, type Row } from './ground.js';

/** A number of its own for each row that wants one in its name. */
let made = 0;
export const next = () => (made += 1);

export async function aParty(ground: Ground, columns: Columns = {}): Promise<Row> {
  return insert(ground, 'party', {
    ...published(ground),
    kind: 'person',
    last_name: `Martin ${next()}`,
    first_name: 'Anne',
    ...columns,
  });
}

export async function aCompany(ground: Ground, columns: Columns = {}): Promise<Row> {
  return insert(ground, 'party', {
    ...published(ground),
    kind: 'company',
    company_name: `Société ${next()}`,
    ...columns,
  });
}

export async function anEntity(ground: Ground, columns: Columns = {}): Promise<Row> {
  const given = {
    ...published(ground),
    line: 'syndic',
    code: `S${String(next()).padStart(3, '0')}`,
    label: 'Syndicat',
    ...columns,
  };
  return insert(ground, 'accounting_entity', given);
}

export async function aBuilding(ground: Ground, columns: Columns = {}): Promise<Row> {
  const address = { address_lines: ['12 rue des Tilleuls'], postal_code: '54000', city: 'Nancy', country: 'FR' };
  return insert(ground, 'building', {
    ...published(ground),
    line: 'syndic',
    name: `Résidence ${next()}`,
    ...address,
    ...columns,
  });
}

export async function aListedStaffMember(ground: Ground, columns: Columns = {}): Promise<Row> {
  return insert(ground, 'listed_staff', {
    ...published(ground),
    last_name: 'Durand',
    first_name: 'Claire',
    role: 'manager',
    ...columns,
  });
}

export async function aSupplier(ground: Ground, columns: Columns = {}): Promise<Row> {
  const party = columns.party_id ?? (await aCompany(ground)).id;
  const given = {
    ...published(ground),
    party_id: party,
    account_number: `401${next()}`,
    trade: 'Plomberie',
    ...columns,
  };
  return insert(ground, 'supplier', given);
}

/** `title`: member or president; current unless `since` and `until` say otherwise. */
export async function aCouncilMember(ground: Ground, building: Row, party: Row, columns: Columns = {}): Promise<void> {
  const given = { building_id: building.id, position: next(), party_id: party.id, title: 'member', ...columns };
  await insert(ground, 'council_membership', given);
}

export async function aLot(ground: Ground, building: Row, columns: Columns = {}): Promise<Row> {
  const given = { line: building.line, building_id: building.id, number: String(next()), kind: 'apartment' };
  return insert(ground, 'lot', { ...published(ground), ...given, ...columns });
}

/** `account` holds the lot as its owner, from always and still, unless told otherwise. */
export async function aHolder(ground: Ground, lot: Row, account: Row, columns: Columns = {}): Promise<void> {
  const part = account.kind === 'lessee' ? 'lessee' : 'owner';
  await insert(ground, 'lot_holder', { lot_id: lot.id, position: next(), account_id: account.id, part, ...columns });
}

export async function anAllocationKey(ground: Ground, building: Row, columns: Columns = {}): Promise<Row> {
  const { id, ref } = published(ground);
  const given = { id, ref, building_id: building.id, position: next(), label: 'Charges générales', total: 10_000 };
  return insert(ground, 'allocation_key', { ...given, ...columns });
}

export async function aShare(ground: Ground, lot: Row, key: Row, value: number): Promise<void> {
  await insert(ground, 'lot_share', { lot_id: lot.id, position: next(), key_id: key.id, value });
}

export async function aFiscalYear(ground: Ground, building: Row, year: number, columns: Columns = {}): Promise<Row> {
  const { id, ref } = published(ground);
  const period = { starts_on: `${year}-01-01`, ends_on: `${year}-12-31`, closed: false };
  return insert(ground, 'fiscal_year', { id, ref, building_id: building.id, ...period, ...columns });
}
