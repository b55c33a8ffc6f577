import type { RowDraft } from '../../publication/manifest/write-manifest.js';
import { fictionalMobile } from '../names.js';
import type { Random } from '../random.js';
import type { Habit } from './co-owner-ledger.js';
import type { Register } from './register.js';
import type { SyndicSpec } from './types.js';

const GENERAL_TOTAL = 1000;
const CELLAR_WEIGHT = 300;
const PARKING_WEIGHT = 700;

/** A co-owner of a building: his account and the lots he holds. */
export interface CoOwner {
  account: string;
  party: RowDraft<'parties'>;
  lots: RowDraft<'lots'>[];
  /** Of the general charges, 0 to 1. */
  part: number;
  habit: Habit;
}

export interface Condominium {
  spec: SyndicSpec;
  building: RowDraft<'buildings'>;
  lots: RowDraft<'lots'>[];
  owners: CoOwner[];
  /** Budget years not closed, oldest first. */
  openYears: string[];
}

/** A building in co-ownership: one owner an apartment, each with a cellar, the first ones with a parking space. */
export function condominium(spec: SyndicSpec, register: Register, random: Random): Condominium {
  const lots = lotsOf(spec, random);
  const owners = Array.from({ length: spec.apartments }, (_, rank): CoOwner => {
    const party = register.enrol(spec.cast[rank]);
    const held = lots.filter((lot) => ownerOf(spec, Number(lot.number) - 1) === rank);
    const account = register.number('450', party);
    for (const lot of held) lot.holders.push({ account, part: 'owner' });
    const tantiemes = held.reduce((sum, { shares }) => sum + (shares[0]?.value ?? 0), 0);
    return { account, party, lots: held, part: tantiemes / GENERAL_TOTAL, habit: habitOf(spec, rank, random) };
  });
  const years = fiscalYears(spec);
  const caretaker = register.enrol();
  return {
    spec,
    lots,
    owners,
    building: buildingRow(spec, owners, years, caretaker, lots.length, random),
    openYears: years.filter(({ closed }) => !closed).map(({ ref }) => ref),
  };
}

/** Lots 1…A are apartments, then as many cellars, then parking spaces. */
const ownerOf = ({ apartments }: SyndicSpec, index: number): number => index % apartments;

function habitOf({ cast }: SyndicSpec, rank: number, random: Random): Habit {
  if (cast[rank]) return 'transfer';
  const habits: Habit[] = [
    'direct debit',
    'direct debit',
    'direct debit',
    'transfer',
    'transfer',
    'cheque',
    'late',
    'behind',
  ];
  return random.fork(`habit ${rank}`).pick(habits);
}

function lotsOf(spec: SyndicSpec, random: Random): RowDraft<'lots'>[] {
  const { apartments, parkings } = spec;
  const perFloor = Math.max(2, Math.ceil(apartments / 4));
  const drafts = Array.from({ length: apartments * 2 + parkings }, (_, index) => {
    const kind =
      index < apartments ? ('apartment' as const) : index < apartments * 2 ? ('cellar' as const) : ('parking' as const);
    const floor = kind === 'apartment' ? Math.floor(index / perFloor) : -1;
    const area = { apartment: random.int(3200, 11_500), cellar: random.int(400, 900), parking: 1250 }[kind] / 100;
    return {
      index,
      kind,
      floor,
      area,
      weight: { apartment: area * 100, cellar: CELLAR_WEIGHT, parking: PARKING_WEIGHT }[kind],
    };
  });
  const general = parts(
    drafts.map(({ weight }) => weight),
    GENERAL_TOTAL,
  );
  const lift = parts(
    drafts.map(({ kind, floor, weight }) => (kind === 'apartment' ? weight * floor : 0)),
    GENERAL_TOTAL,
  );
  return drafts.map(({ index, kind, floor, area }) => ({
    ref: `${spec.ref}-${index + 1}`,
    building: spec.ref,
    number: String(index + 1),
    kind,
    floor: floor < 0 ? 'Sous-sol' : floor === 0 ? 'Rez-de-chaussée' : `${floor}${floor === 1 ? 'er' : 'e'} étage`,
    description: DESCRIPTIONS[kind](area, index),
    area,
    shares: [
      { key: `${spec.ref}-GEN`, value: general[index] ?? 0 },
      ...(spec.hasLift && (lift[index] ?? 0) > 0 ? [{ key: `${spec.ref}-ASC`, value: lift[index] ?? 0 }] : []),
    ],
    holders: [],
  }));
}

const DESCRIPTIONS = {
  apartment: (area: number) => `Appartement de ${Math.max(1, Math.round(area / 22))} pièces`,
  cellar: (_: number, index: number) => `Cave n° ${index + 1}`,
  parking: () => 'Emplacement de stationnement',
};

/** Whole parts of a total, in proportion, that add up to it exactly; all 0 when nothing weighs. */
export function parts(weights: readonly number[], total: number): number[] {
  const sum = weights.reduce((added, weight) => added + weight, 0);
  let passed = 0;
  return weights.map((weight) => {
    const before = sum === 0 ? 0 : Math.round((passed * total) / sum);
    passed += weight;
    return (sum === 0 ? 0 : Math.round((passed * total) / sum)) - before;
  });
}

function fiscalYears({ ref, yearBegins, meetings }: SyndicSpec): RowDraft<'buildings'>['fiscalYears'] {
  return [2023, 2024, 2025, 2026].map((year) => {
    const ends = yearBegins === 1 ? `${year}-12-31` : `${year + 1}-06-30`;
    const approvedOn =
      meetings.find((meeting) => meeting > ends && meeting < '2026-11-20') ?? (year === 2023 ? meetings[0] : undefined);
    const name = yearBegins === 1 ? `${year}` : `${year}-${year + 1}`;
    return {
      ref: `${ref}-${name}`,
      start: `${year}-${yearBegins === 1 ? '01' : '07'}-01`,
      end: ends,
      closed: approvedOn !== undefined,
      approvedOn,
    };
  });
}

function buildingRow(
  spec: SyndicSpec,
  owners: readonly CoOwner[],
  years: RowDraft<'buildings'>['fiscalYears'],
  caretaker: RowDraft<'parties'>,
  lotsCount: number,
  random: Random,
): RowDraft<'buildings'> {
  const { ref, name, address, constructionYear, manager, assistant, council, hasLift, meetings } = spec;
  const keys = [{ ref: `${ref}-GEN`, label: 'Charges communes générales', total: GENERAL_TOTAL }];
  return {
    ref,
    businessLine: 'syndic',
    name,
    entity: `S${ref.slice(1)}`,
    lotsCount,
    constructionYear,
    registryNumber: `AC${random.int(1_000_000, 9_999_999)}`,
    syndicSince: `${random.int(2008, 2021)}-07-01`,
    manager,
    assistant,
    worksFundExempt: false,
    separateBankAccount: true,
    address,
    allocationKeys: hasLift
      ? [...keys, { ref: `${ref}-ASC`, label: 'Charges d’ascenseur', total: GENERAL_TOTAL }]
      : keys,
    fiscalYears: years,
    council: council.map((rank, index) => ({
      party: owners[rank]?.party.ref ?? '',
      title: index === 0 ? 'president' : 'member',
      since: meetings[1] ?? meetings[0],
    })),
    caretakers:
      spec.apartments >= 10
        ? [
            {
              party: caretaker.ref,
              phone: fictionalMobile(random),
              presence: 'Du lundi au vendredi, 8 h – 12 h, loge au rez-de-chaussée',
            },
          ]
        : [],
    meetings: meetings.map((heldOn) => ({ heldOn, approvesAccounts: true })),
  };
}
