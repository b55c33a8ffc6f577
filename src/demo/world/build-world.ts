import type { RowDraft } from '../../publication/manifest/write-manifest.js';
import { defaultBinders } from '../binders.js';
import { Random } from '../random.js';
import { coOwnerLedger } from './co-owner-ledger.js';
import { condominium, type CoOwner, type Condominium } from './condominium.js';
import { billsOf, type Bill } from './expenses.js';
import type { Ledger } from './ledger.js';
import { Register } from './register.js';
import { flatRow, flatsOf, landlordOf, rentalRow, type Landlord } from './rental.js';
import { Suppliers } from './suppliers.js';
import type { AgencySpec, World } from './types.js';

/** A building of syndic with what its papers speak of. */
export interface SyndicHome extends Condominium {
  bills: Bill[];
  ledgers: Map<string, Ledger>;
}

/** The agency before its papers are written: rows of every section but documents and photos. */
export interface Agency {
  spec: AgencySpec;
  random: Random;
  homes: SyndicHome[];
  landlords: Landlord[];
  rows: World['rows'];
}

export function buildAgency(spec: AgencySpec): Agency {
  const random = new Random(spec.seed);
  const register = new Register(random.fork('register'));
  const suppliers = new Suppliers(register);
  const homes = spec.syndic.map((one) =>
    homeOf(condominium(one, register, random.fork(one.ref)), suppliers, spec.today, random.fork(`books ${one.ref}`)),
  );
  const landlords = landlordsOf(spec, register, random.fork('landlords'));
  const manager = spec.staff.find(({ ref }) => ref.endsWith('GER'))?.ref ?? spec.staff[0]?.ref ?? '';
  const rows: World['rows'] = {
    staff: spec.staff,
    entities: entitiesOf(spec),
    binders: defaultBinders(spec.lines),
    parties: register.parties,
    buildings: [...homes.map(({ building }) => building), ...spec.rentals.map((rental) => rentalRow(rental, manager))],
    lots: [
      ...homes.flatMap(({ lots }) => lots),
      ...landlords.flatMap(({ account, flats }) => flats.map((flat) => flatRow(flat, account))),
    ],
    suppliers: suppliers.rows,
    accounts: [
      ...homes.flatMap((home) => home.owners.map((owner) => coOwnerAccount(home, owner, spec.today))),
      ...landlords.flatMap((landlord) => rentAccounts(landlord, manager, spec.today)),
    ],
    expenses: homes.flatMap(({ bills }) => bills.map(({ row }) => row)),
    worksFunds: homes.flatMap(worksFundsOf),
  };
  return { spec, random, homes, landlords, rows };
}

function homeOf(home: Condominium, suppliers: Suppliers, today: string, random: Random): SyndicHome {
  const ledgers = new Map(
    home.owners.map((owner) => [
      owner.account,
      coOwnerLedger({ spec: home.spec, part: owner.part, habit: owner.habit }, today, random.fork(owner.account)),
    ]),
  );
  return { ...home, ledgers, bills: billsOf(home, suppliers, today, random.fork('bills')) };
}

/** Flats go to the landlord their sheet names: the cast first, then people made up. */
function landlordsOf(spec: AgencySpec, register: Register, random: Random): Landlord[] {
  const flats = spec.rentals.flatMap((rental) => flatsOf(rental, register, spec.today, random));
  return Array.from({ length: spec.landlords.count }, (_, rank) => {
    const party = register.enrol(spec.landlords.cast[rank]);
    const own = flats.filter((flat) => flat.spec.landlord === rank);
    return landlordOf(party, register.number('467', party), own, spec.today, random.fork(`landlord ${rank}`));
  });
}

function entitiesOf({ syndic, rentals, letterhead }: AgencySpec): RowDraft<'entities'>[] {
  const gerance = {
    ref: 'G001',
    code: 'G001',
    label: `Gérance ${letterhead.name}`,
    businessLine: 'gerance',
    payableTo: letterhead.name,
    bankLabel: 'Banque de Lorraine',
    oneOffDebit: false,
  } as const;
  const others = syndic.map(({ ref, name }) => ({
    ref: `S${ref.slice(1)}`,
    code: `S${ref.slice(1)}`,
    label: `Syndicat des copropriétaires ${name}`,
    businessLine: 'syndic' as const,
    iban: ibanOf(ref),
    bic: 'AGRIFRPP',
    bankLabel: 'Banque de Lorraine',
    payableTo: `SDC ${name}`,
    ics: 'FR72ZZZ123456',
    oneOffDebit: true,
  }));
  return rentals.length > 0 ? [gerance, ...others] : others;
}

/** An IBAN that passes its checks and belongs to nobody. */
function ibanOf(ref: string): string {
  const bank = '30006';
  const desk = '00001';
  const number = ref.replace(/\D/g, '').padStart(11, '1');
  const key = String(97 - Number((89n * BigInt(bank) + 15n * BigInt(desk) + 3n * BigInt(number)) % 97n)).padStart(
    2,
    '0',
  );
  const bban = `${bank}${desk}${number}${key}`;
  return `FR${String(98n - (BigInt(`${bban}152700`) % 97n)).padStart(2, '0')}${bban}`;
}

const coOwnerAccount = (
  { spec, building, ledgers }: SyndicHome,
  { account, party }: CoOwner,
  today: string,
): RowDraft<'accounts'> => ({
  ...accountRow(account, `S${spec.ref.slice(1)}`, party.ref, 'co_owner', ledgers.get(account) as Ledger, today),
  building: spec.ref,
  label: building.name,
  manager: spec.manager,
  assistant: spec.assistant,
});

const rentAccounts = (
  { account, party, flats, ledger }: Landlord,
  manager: string,
  today: string,
): RowDraft<'accounts'>[] => [
  { ...accountRow(account, 'G001', party.ref, 'landlord', ledger, today), manager },
  ...flats.map(({ rental, lessee }) => ({
    ...accountRow(lessee.account, 'G001', lessee.party.ref, 'lessee' as const, lessee.ledger, today),
    building: rental.ref,
    label: rental.name,
    manager,
  })),
];

function accountRow(
  ref: string,
  entity: string,
  party: string,
  kind: RowDraft<'accounts'>['kind'],
  ledger: Ledger,
  asOf: string,
): RowDraft<'accounts'> {
  const entries = ledger.entries();
  return {
    ref,
    number: ref,
    entity,
    party,
    kind,
    balance: ledger.balanceOn(asOf),
    asOf,
    status: 'active',
    openingBalance: ledger.openingBalance,
    openingOn: '2023-10-01',
    entries,
  };
}

/** Works funds of each apartment: 5 % of what was called since 2021, cellars and parking spaces included. */
function worksFundsOf({ lots, spec }: SyndicHome): RowDraft<'worksFunds'>[] {
  return lots
    .filter(({ kind }) => kind === 'apartment')
    .map(({ ref, shares }) => ({
      ref: `${ref} 105000`,
      lot: ref,
      account: '105000',
      amount: Math.round((spec.budget * 0.25 * (shares[0]?.value ?? 0)) / 1000),
      asOf: '2025-12-31',
      label: 'Fonds travaux (loi ALUR)',
    }));
}
