import { Injectable } from '@nestjs/common';
import { Audit } from '../../platform/audit/index.js';
import { Passwords } from '../../platform/auth/index.js';
import { Clock } from '../../platform/clock/index.js';
import { context } from '../../platform/context/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import { Conflict, Forbidden, NotFound } from '../../platform/errors/index.js';
import { daysAfter, INVITATION_DAYS } from '../domain/session-terms.js';
import { IdentityMails } from '../mails/identity-mails.js';
import { OneTimeTokens } from '../sessions/one-time-tokens.js';
import { Sessions } from '../sessions/sessions.js';
import { MasterAccount } from './master-account.js';
import { disableStaff, enableStaff, handBuildingsOver, setStaffPassword } from './staff-account.queries.js';
import { staffAccounts, staffById, type StaffSecrets } from './staff.queries.js';
import type { MasterGiven, NewStaff, StaffAccount, StaffChange } from './staff-accounts.types.js';
import { changeStaff, insertStaff } from './write-staff.js';

/**
 * The agency's staff: who signs in at `/connexion` and as what. Methods join the transaction under way and write the audit log.
 */
@Injectable()
export class StaffAccounts {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly passwords: Passwords,
    private readonly master: MasterAccount,
    private readonly sessions: Sessions,
    private readonly tokens: OneTimeTokens,
    private readonly mails: IdentityMails,
    private readonly audit: Audit,
  ) {}

  /**
   * Made when the tenant is provisioned; the tenant must be bound. Without a password of its own it gets a one-time password, valid 7 days,
   * sent to its email and returned [ADM-12]. @throws Conflict when there is a master account already
   */
  provisionMaster(given: MasterGiven): Promise<{ staffId: string; oneTimePassword: string | null }> {
    return this.master.provision(given);
  }

  /** By the operator: a new one-time password, valid 7 days; the former one stops, sessions end [ADM-13]. @throws NotFound */
  resetMaster(): Promise<{ login: string; oneTimePassword: string }> {
    return this.master.reset();
  }

  /** A staff member with a password of his own, for demo tenants and tests: no invitation leaves. @returns his id */
  async provision(given: NewStaff, password: string): Promise<string> {
    const hash = await this.passwords.hash(password);
    return this.work.write(async (transaction) => {
      const id = await insertStaff(transaction.query, given);
      await transaction.query(setStaffPassword(id, hash, this.clock.now()));
      return id;
    });
  }

  /** Adds someone and sends him his link, M13, valid 7 days [ADM-15] [ADM-18]. @returns his id @throws InvalidInput at `login` when it is taken */
  async add(given: NewStaff): Promise<string> {
    return this.work.write(async ({ query }) => {
      const id = await insertStaff(query, given);
      await this.audit.record({
        action: 'staff.add',
        subject: { kind: 'staff_member', id },
        details: { login: given.login, role: given.role },
      });
      if (given.email) await this.invite(id);
      return id;
    });
  }

  /** @throws NotFound; Forbidden when it would change the role of the master; InvalidInput at `login` when it is taken */
  async change(staffId: string, given: StaffChange): Promise<void> {
    await this.work.write(async ({ query }) => {
      const before = await this.secrets(staffId, true);
      if (before.role === 'master' && (given.role || given.lines?.length || given.buildingIds?.length)) {
        throw new Forbidden('identity:staff.master-is-kept');
      }
      await changeStaff(query, staffId, given);
      if (given.role && given.role !== before.role) await this.sessions.endAll({ staffId });
      await this.audit.record({
        action: 'staff.change',
        subject: { kind: 'staff_member', id: staffId },
        details: { former: { role: before.role, login: before.login, email: before.email }, changed: given },
      });
    });
  }

  /** A new link; the former one is void [ADM-18]. @throws NotFound; Conflict without an email, or when he is disabled */
  async invite(staffId: string): Promise<void> {
    await this.work.write(async () => {
      const staff = await this.secrets(staffId, true);
      if (!staff.email || staff.disabledAt) throw new Conflict('identity:staff.cannot-invite');
      const until = daysAfter(this.clock.now(), INVITATION_DAYS);
      const token = await this.tokens.issue('invitation', { staffId }, staff.email, until);
      await this.mails.invitation(staff, token, until);
      await this.audit.record({ action: 'staff.invite', subject: { kind: 'staff_member', id: staffId } });
    });
  }

  /**
   * Ends his sessions and sign-in at once; what he did keeps his name [ADM-19]. `buildingsTo`: who takes his buildings, null leaves them
   * without; the limit itself stays with him, should he come back. @throws NotFound; Forbidden for the master account
   */
  async disable(staffId: string, buildingsTo: string | null): Promise<void> {
    await this.work.write(async ({ query }) => {
      const staff = await this.secrets(staffId, true);
      if (staff.role === 'master') throw new Forbidden('identity:staff.master-is-kept');
      if (buildingsTo) await this.handOver(staffId, buildingsTo);
      const { viewer } = context();
      const by = viewer.kind === 'staff' ? viewer.staffId : null;
      await query(disableStaff(staffId, this.clock.now(), by));
      await this.sessions.endAll({ staffId });
      await this.tokens.void({ staffId }, ['reset', 'invitation']);
      await this.audit.record({
        action: 'staff.disable',
        subject: { kind: 'staff_member', id: staffId },
        details: { buildingsTo },
      });
    });
  }

  /** @throws NotFound */
  async enable(staffId: string): Promise<void> {
    await this.work.write(async ({ query }) => {
      await this.secrets(staffId, true);
      await query(enableStaff(staffId));
      await this.audit.record({ action: 'staff.enable', subject: { kind: 'staff_member', id: staffId } });
    });
  }

  /** Everyone, the master first, then by name. */
  async list(): Promise<StaffAccount[]> {
    return this.work.read((query) => query<StaffAccount>(staffAccounts(null, this.clock.now())));
  }

  /** @throws NotFound */
  async one(staffId: string): Promise<StaffAccount> {
    const [account] = await this.work.read((query) => query<StaffAccount>(staffAccounts(staffId, this.clock.now())));
    if (!account) throw new NotFound();
    return account;
  }

  /** Somebody who has every building already has these. */
  private async handOver(staffId: string, toId: string): Promise<void> {
    await this.work.write(async ({ query }) => {
      const to = await this.one(toId);
      if (to.state === 'disabled' || to.id === staffId) throw new Conflict('identity:staff.cannot-take-buildings');
      if (to.buildingIds.length === 0) return;
      await query(handBuildingsOver(staffId, toId));
    });
  }

  private async secrets(staffId: string, lock = false): Promise<StaffSecrets> {
    const [staff] = await this.work.write(({ query }) => query<StaffSecrets>(staffById(staffId, { lock })));
    if (!staff) throw new NotFound();
    return staff;
  }
}
