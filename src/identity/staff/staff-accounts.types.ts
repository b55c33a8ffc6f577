import type { BusinessLine } from '../../platform/tenancy/index.js';
import type { Role, StaffRole } from '../domain/permissions.js';

/** The account made when a tenant is provisioned, which has every right for ever. */
export interface MasterGiven {
  login: string;
  email: string;
  /** Absent: the agency's name. */
  lastName?: string;
  firstName?: string;
  /** Of demo tenants: one that is personal already, and nothing is sent. */
  password?: string;
}

export interface NewStaff {
  lastName: string;
  firstName?: string;
  /** 3 to 80 of `a-z 0-9 . @ _ + -`; taken in any letter case. */
  login: string;
  email?: string | null;
  phone?: string | null;
  role: Role;
  /** Empty or absent: every line of the agency. */
  lines?: BusinessLine[];
  /** Empty or absent: every building. */
  buildingIds?: string[];
  officeIds?: string[];
  receivesSystemMessages?: boolean;
  /** The person of a manifest he is (`listed_staff`). */
  listedStaffId?: string | null;
}

export type StaffChange = Partial<Omit<NewStaff, 'listedStaffId'>>;

export interface StaffAccount {
  id: string;
  login: string;
  lastName: string;
  firstName: string;
  email: string | null;
  phone: string | null;
  role: StaffRole;
  lines: BusinessLine[];
  buildingIds: string[];
  officeIds: string[];
  receivesSystemMessages: boolean;
  /** `invited`: has not chosen a password yet. */
  state: 'active' | 'invited' | 'disabled';
  /** His one-time password is out of date. */
  passwordExpired: boolean;
  listedStaffId: string | null;
  secondFactor: boolean;
  lastSignInAt: Date | null;
}
