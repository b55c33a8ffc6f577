import type { SpaceKind } from '../../platform/auth/viewer.js';

/** Address of each space under `/extranet`. */
export const SPACE_ADDRESSES: Record<SpaceKind, string> = {
  co_owner: '/extranet/coproprietaire',
  landlord: '/extranet/proprietaire',
  lessee: '/extranet/locataire',
};

/** Where a resident who has just signed in goes: his space when he has one kind [RES-18], else the choice [RES-17]. */
export function firstPage(spaces: readonly SpaceKind[]): string {
  const [only, ...others] = spaces;
  return only && others.length === 0 ? SPACE_ADDRESSES[only] : '/extranet/espaces';
}
