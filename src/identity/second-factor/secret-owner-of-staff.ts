import { currentTenant } from '../../platform/context/index.js';

/** What the secrets of a staff member are sealed and digested for: moved to another row or tenant they mean nothing. */
export function secretOwnerOfStaff(staffId: string): string {
  return `${currentTenant().id}/staff/${staffId}`;
}
