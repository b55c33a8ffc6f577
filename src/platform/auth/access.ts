import { SetMetadata } from '@nestjs/common';

/** Who may come in by a route; every route has exactly one. */
export type Access =
  | { audience: 'staff'; permission: string | null; whileLimited: boolean }
  | { audience: 'resident'; whileLimited: boolean }
  | { audience: 'operator' }
  /** Programs with a key of their own, checked by the room; no cookie, hence no CSRF token. */
  | { audience: 'machine'; why: string }
  /** Probes and measurements: on the apex and by the machine's own name or address, never on a tenant's host nor an unknown one. */
  | { audience: 'infrastructure'; why: string }
  | { audience: 'public'; why: string; site: 'tenant' | 'apex' | 'any' };

export const ACCESS = Symbol('access');
export const FEATURE = Symbol('feature');

const access = (rule: Access) => SetMetadata(ACCESS, rule);

/** Staff holding that permission; `signed-in` for what every staff member may do. */
export const Staff = (permission: string) =>
  access({ audience: 'staff', permission: permission === 'signed-in' ? null : permission, whileLimited: false });
export const Resident = () => access({ audience: 'resident', whileLimited: false });
/** Open to those whose sign-in is not complete (provisional password, second factor), and to them only in that state too. */
export const LimitedStaff = () => access({ audience: 'staff', permission: null, whileLimited: true });
export const LimitedResident = () => access({ audience: 'resident', whileLimited: true });
export const Operator = () => access({ audience: 'operator' });
export const Machine = (why: string) => access({ audience: 'machine', why });
export const Infrastructure = (why: string) => access({ audience: 'infrastructure', why });
export const Public = (why: string, site: 'tenant' | 'apex' | 'any' = 'tenant') =>
  access({ audience: 'public', why, site });
/** The route exists only for tenants that have that feature switched on. */
export const RequiresFeature = (feature: string) => SetMetadata(FEATURE, feature);
