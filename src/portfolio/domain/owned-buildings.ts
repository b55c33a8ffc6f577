import { listedName } from './party-name.js';
import type { HeldLot } from '../staff-party-tree.queries.js';

export interface OwnedBuilding {
  name: string;
  href: string;
  lots: OwnedLot[];
  /** Sum of the general shares, where all are of one key. */
  share: { value: number; total: number } | null;
}

export interface OwnedLot extends Pick<
  HeldLot,
  'number' | 'kind' | 'floor' | 'area' | 'account' | 'heldFrom' | 'share'
> {
  href: string;
  tenants: { name: string; href: string }[];
}

/** Lots by building, in the order given; who lives there as a lessee beside each. */
export function ownedBuildings(
  lots: readonly HeldLot[],
  { home, lessees }: { home: string; lessees: string },
): OwnedBuilding[] {
  return [...Map.groupBy(lots, (lot) => lot.buildingId)].map(([buildingId, held]) => ({
    name: held[0]?.building ?? '',
    href: `${home}/immeubles/${buildingId}`,
    lots: held.map((lot) => ({
      ...lot,
      href: `${home}/lots/${lot.id}`,
      tenants: lot.holders
        .filter(({ part }) => part === 'lessee')
        .map((holder) => ({ name: listedName(holder), href: `${lessees}/${holder.partyId}` })),
    })),
    share: totalShare(held),
  }));
}

function totalShare(lots: HeldLot[]): OwnedBuilding['share'] {
  const shares = lots.flatMap(({ share }) => share ?? []);
  const [first] = shares;
  if (!first || shares.length !== lots.length || shares.some(({ key }) => key !== first.key)) return null;
  return { value: shares.reduce((sum, { value }) => sum + value, 0), total: first.total };
}
