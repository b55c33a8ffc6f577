import { currentTenant } from '../../platform/context/index.js';

/** What a party's secrets are sealed and digested for: moved to another row or tenant they mean nothing. */
export function secretOwner(partyId: string): string {
  return `${currentTenant().id}/${partyId}`;
}
