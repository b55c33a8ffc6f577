import type { BusinessLine, Locale } from '../tenancy/tenant.js';

/** Who is looking. Permissions and spaces are those of this very request: nothing is remembered between two. */
export type Viewer = Nobody | StaffViewer | ResidentViewer | OperatorViewer;

export interface Nobody {
  kind: 'nobody';
}

interface SignedIn {
  sessionId: string;
  name: string;
  locale: Locale | null;
  /** Signed in with a provisional password: nothing is open but the page that imposes a personal one. */
  mustChangePassword: boolean;
}

export interface StaffViewer extends SignedIn {
  kind: 'staff';
  staffId: string;
  role: string;
  master: boolean;
  permissions: ReadonlySet<string>;
  lines: BusinessLine[];
  /** null: every building */
  buildingIds: string[] | null;
  /** Password right, second factor still to be shown. */
  secondFactorPending: boolean;
  /** System messages he has not read. */
  unreadMessages: number;
}

export type SpaceKind = 'co_owner' | 'landlord' | 'lessee';

export interface ResidentViewer extends SignedIn {
  kind: 'resident';
  loginId: string;
  partyId: string;
  spaces: SpaceKind[];
  /** Set when a staff member looks at the space as this client sees it: read-only, logged. */
  seenBy: { staffId: string; name: string } | null;
}

export interface OperatorViewer extends SignedIn {
  kind: 'operator';
  operatorId: string;
}

export const NOBODY: Nobody = { kind: 'nobody' };
