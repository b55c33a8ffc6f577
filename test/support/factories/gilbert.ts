import type { SpaceKind } from '../../../src/platform/auth/index.js';
import type { Agent, TestApp } from '../app.js';
import { residentViewer, type TestViewers } from '../viewers.js';
import { anAccount } from './accounts.js';
import { theBinder } from './documents.js';
import { type Ground, type GroundOptions, layGround, type Row } from './ground.js';
import { aBuilding, aCouncilMember, aHolder, aLot, anEntity, aParty } from './portfolio.js';

/** The agency of the specification's scenarios (§9): its people, each with an account, and nothing published yet. */
export interface Gilbert extends Ground {
  residence: Row;
  /** Council member, 450PIERREP, lot 7. */
  pierre: Person;
  /** Co-owner, 450MARTINA, lot 8. */
  anne: Person;
  /** President of the council, 450ROUXL, lot 9. */
  lea: Person;
  /** Lessee, 411BENALIK, of lot A1. */
  karim: Person;
  /** Landlord, 467DUPONTP, of lot A1 in the building let, "Le Clos". */
  paul: Person;
  clos: Row;
  flat: Row;
  binder(line: 'gerance' | 'syndic', path: string): Promise<Row>;
  /** A browser in which that person is signed in. */
  agent(person: Person): Agent;
}

export interface Person {
  party: Row;
  account: Row;
  lot: Row;
  space: SpaceKind;
  name: string;
}

export async function layGilbert(
  app: TestApp,
  viewers: TestViewers,
  options: Partial<GroundOptions> = {},
): Promise<Gilbert> {
  const ground = await layGround(app.database, { name: 'Agence Gilbert', ...options });
  const residence = await aBuilding(ground, { name: 'Résidence Gilbert' });
  const clos = await aBuilding(ground, { name: 'Le Clos', line: 'gerance' });
  const bank = {
    iban: 'FR7630006000011234567890189',
    bic: 'AGRIFRPP',
    payable_to: 'Syndicat Gilbert',
    bank_label: 'Crédit Agricole',
  };
  const syndicat = await anEntity(ground, { line: 'syndic', code: 'S001', label: 'Syndicat Gilbert', ...bank });
  const mandant = await anEntity(ground, { line: 'gerance', code: 'G001', label: 'Gérance Gilbert' });
  const coOwner = async (lastName: string, firstName: string, number: string, lotNumber: string): Promise<Person> => {
    const party = await aParty(ground, { last_name: lastName, first_name: firstName });
    const account = await anAccount(ground, {
      party_id: party.id,
      building_id: residence.id,
      entity_id: syndicat.id,
      number,
    });
    const lot = await aLot(ground, residence, { number: lotNumber });
    await aHolder(ground, lot, account);
    return { party, account, lot, space: 'co_owner', name: `${firstName} ${lastName}` };
  };
  const pierre = await coOwner('Propriétaire', 'Pierre', '450PIERREP', '7');
  const anne = await coOwner('Martin', 'Anne', '450MARTINA', '8');
  const lea = await coOwner('Roux', 'Léa', '450ROUXL', '9');
  await aCouncilMember(ground, residence, pierre.party);
  await aCouncilMember(ground, residence, lea.party, { title: 'president' });
  const flat = await aLot(ground, clos, { number: 'A1' });
  const inGerance = async (lastName: string, firstName: string, kind: SpaceKind, number: string): Promise<Person> => {
    const party = await aParty(ground, { last_name: lastName, first_name: firstName });
    const account = await anAccount(ground, { party_id: party.id, kind, entity_id: mandant.id, number });
    await aHolder(ground, flat, account, { held_from: '2023-02-01' });
    return { party, account, lot: flat, space: kind, name: `${firstName} ${lastName}` };
  };
  const karim = await inGerance('Benali', 'Karim', 'lessee', '411BENALIK');
  const paul = await inGerance('Dupont', 'Paul', 'landlord', '467DUPONTP');
  return {
    ...ground,
    ...{ residence, clos, flat, pierre, anne, lea, karim, paul },
    binder: (line, path) => theBinder(ground, line, path),
    agent: (person) =>
      viewers.agent(app, ground, residentViewer(person.party.id, [person.space], { name: person.name })),
  };
}
