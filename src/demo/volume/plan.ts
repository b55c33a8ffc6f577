import type { AccountKind, BusinessLine } from '../../publication/manifest/manifest.types.js';

export interface Volumes {
  buildings: number;
  lots: number;
  entries: number;
  documents: number;
}

export interface BuildingPlan {
  index: number;
  ref: string;
  line: BusinessLine;
  /** Of the agency's lots, the first one of this building; accounts and owners likewise. */
  firstLot: number;
  lots: number;
  firstAccount: number;
  /** Co-owners, or landlords. */
  owners: number;
  lessees: number;
}

export interface VolumePlan extends Volumes {
  plans: BuildingPlan[];
  accounts: number;
}

const SHARE_OF_SYNDIC = 0.75;
const CO_OWNERS_PER_LOT = 0.8;
const LANDLORDS_PER_LOT = 0.35;

/** How lots, owners and lessees spread over buildings; the totals are exactly those asked. */
export function planOf(volumes: Volumes): VolumePlan {
  const plans: BuildingPlan[] = [];
  let firstLot = 0;
  let firstAccount = 0;
  for (let index = 0; index < volumes.buildings; index += 1) {
    const line = isSyndic(index) ? 'syndic' : 'gerance';
    const lots = shareOf(volumes.lots, volumes.buildings, index);
    const owners =
      lots === 0 ? 0 : Math.max(1, Math.round(lots * (line === 'syndic' ? CO_OWNERS_PER_LOT : LANDLORDS_PER_LOT)));
    const lessees = line === 'syndic' ? 0 : lots;
    plans.push({
      index,
      ref: `I${String(index + 1).padStart(4, '0')}`,
      line,
      firstLot,
      lots,
      firstAccount,
      owners,
      lessees,
    });
    firstLot += lots;
    firstAccount += owners + lessees;
  }
  return { ...volumes, plans, accounts: firstAccount };
}

/** Three buildings of syndic, one of gérance, and so on: both lines from the fourth building. */
const isSyndic = (index: number): boolean => index % 4 < SHARE_OF_SYNDIC * 4;

/** The part of `total` that falls to one of `among`, so that the parts add up. */
export const shareOf = (total: number, among: number, index: number): number =>
  Math.floor(((index + 1) * total) / among) - Math.floor((index * total) / among);

export interface AccountPlan {
  /** Among the agency's accounts. */
  index: number;
  building: BuildingPlan;
  kind: AccountKind;
  /** Among the owners or the lessees of the building. */
  rank: number;
  ref: string;
}

const PREFIX: Readonly<Record<AccountKind, string>> = { co_owner: '450', landlord: '467', lessee: '411' };

export function* accountsOf(building: BuildingPlan): Generator<AccountPlan> {
  const owner: AccountKind = building.line === 'syndic' ? 'co_owner' : 'landlord';
  for (let rank = 0; rank < building.owners + building.lessees; rank += 1) {
    const kind = rank < building.owners ? owner : 'lessee';
    yield accountAt(building, kind, kind === 'lessee' ? rank - building.owners : rank);
  }
}

export function accountAt(building: BuildingPlan, kind: AccountKind, rank: number): AccountPlan {
  const index = building.firstAccount + rank + (kind === 'lessee' ? building.owners : 0);
  return { index, building, kind, rank, ref: `${PREFIX[kind]}${String(index + 1).padStart(7, '0')}` };
}
