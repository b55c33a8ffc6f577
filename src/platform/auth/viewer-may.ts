import { context } from '../context/index.js';

/** Whether who asks is of the staff and may do that: for what a page offers. Doors have `@Staff(permission)`. */
export function viewerMay(permission: string): boolean {
  const { viewer } = context();
  return viewer.kind === 'staff' && viewer.permissions.has(permission);
}
