import type { RowDraft } from '../../publication/manifest/write-manifest.js';
import type { Random } from '../random.js';
import type { Ledger } from './ledger.js';
import type { Register } from './register.js';
import { landlordLedger, lesseeLedger } from './rent-ledgers.js';
import type { FlatSpec, RentalSpec } from './types.js';

export interface Landlord {
  account: string;
  party: RowDraft<'parties'>;
  flats: Flat[];
  ledger: Ledger;
}

export interface Flat {
  spec: FlatSpec;
  rental: RentalSpec;
  lot: string;
  lessee: { account: string; party: RowDraft<'parties'>; ledger: Ledger };
}

const WORKS = [
  'Remplacement du chauffe-eau',
  'Réparation d’une fuite sous évier',
  'Réfection d’un tableau électrique',
  'Remplacement d’une serrure',
];

export const rentalRow = (
  { ref, name, address, constructionYear, flats }: RentalSpec,
  manager: string,
): RowDraft<'buildings'> => ({
  ref,
  businessLine: 'gerance',
  name,
  entity: 'G001',
  lotsCount: flats.length,
  constructionYear,
  manager,
  worksFundExempt: false,
  separateBankAccount: true,
  address,
  allocationKeys: [],
  fiscalYears: [],
  council: [],
  caretakers: [],
  meetings: [],
});

/** Every flat with its lessee and his account. */
export function flatsOf(rental: RentalSpec, register: Register, today: string, random: Random): Flat[] {
  return rental.flats.map((spec, index) => {
    const party = register.enrol(spec.lessee ?? undefined);
    const account = register.number('411', party);
    const ledger = lesseeLedger(spec, today, random.fork(`${rental.ref} ${index}`));
    return { spec, rental, lot: `${rental.ref}-${index + 1}`, lessee: { account, party, ledger } };
  });
}

export function landlordOf(
  party: RowDraft<'parties'>,
  account: string,
  flats: Flat[],
  today: string,
  random: Random,
): Landlord {
  const bills = flats.flatMap(({ spec }) =>
    random.chance(0.6)
      ? [
          {
            date: `202${random.int(4, 6)}-0${random.int(2, 9)}-14`,
            label: `${random.pick(WORKS)} – ${spec.rooms} ${spec.number}`,
            cents: random.int(9000, 45_000),
          },
        ]
      : [],
  );
  return {
    account,
    party,
    flats,
    ledger: landlordLedger(
      flats.map(({ spec }) => spec),
      bills,
      today,
    ),
  };
}

export const flatRow = ({ spec, rental, lot, lessee }: Flat, landlord: string): RowDraft<'lots'> => ({
  ref: lot,
  building: rental.ref,
  number: spec.number,
  kind: spec.kind,
  floor: spec.floor,
  description: spec.rooms,
  area: spec.area,
  shares: [],
  holders: [
    { account: landlord, part: 'owner' },
    { account: lessee.account, part: 'lessee', from: spec.since },
  ],
});
