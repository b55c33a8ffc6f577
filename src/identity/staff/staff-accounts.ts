import type { NewStaff, StaffAccount, StaffChange } from './staff-accounts.types.js';

/** The agency's staff: who signs in at `/connexion` and as what. Methods join the transaction under way and write the audit log. */
export abstract class StaffAccounts {
  /**
   * Made when the tenant is provisioned; the tenant must be bound. @returns the one-time password, valid 7 days [ADM-12]
   * @throws Conflict when there is one already
   */
  abstract provisionMaster(given: {
    login: string;
    email: string;
    lastName: string;
    firstName?: string;
  }): Promise<{ staffId: string; oneTimePassword: string }>;

  /** By the operator: a new one-time password, valid 7 days; the former one stops, sessions end [ADM-13]. */
  abstract resetMaster(): Promise<{ login: string; oneTimePassword: string }>;

  /** A staff member with a password of his own, for demo tenants and tests: no invitation leaves. */
  abstract provision(given: NewStaff, password: string): Promise<string>;

  /** Adds someone and sends him his link, M13, valid 7 days [ADM-15] [ADM-18]. @returns his id @throws InvalidInput at `login` when it is taken */
  abstract add(given: NewStaff): Promise<string>;

  /** @throws NotFound; Forbidden for the role of the master */
  abstract change(staffId: string, given: StaffChange): Promise<void>;

  /** A new link; the former one is void [ADM-18]. */
  abstract invite(staffId: string): Promise<void>;

  /**
   * Ends his sessions and sign-in at once; what he did keeps his name [ADM-19]. `buildingsTo`: who takes his buildings, null leaves them
   * without. @throws Forbidden for the master account
   */
  abstract disable(staffId: string, buildingsTo: string | null): Promise<void>;
  abstract enable(staffId: string): Promise<void>;

  /** Everyone, by name, the master first. */
  abstract list(): Promise<StaffAccount[]>;
  /** @throws NotFound */
  abstract one(staffId: string): Promise<StaffAccount>;
}
