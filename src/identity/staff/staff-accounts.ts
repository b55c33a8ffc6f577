import { Injectable } from '@nestjs/common';
import { randomInt } from 'node:crypto';
import { Audit } from '../../platform/audit/index.js';
import { Passwords } from '../../platform/auth/index.js';
import { Clock } from '../../platform/clock/index.js';
import { context, currentTenant } from '../../platform/context/index.js';
import { sql, UnitOfWork } from '../../platform/database/index.js';
import { Conflict, Forbidden, NotFound } from '../../platform/errors/index.js';
import { provisionalPassword } from '../domain/provisional-password.js';
import { daysAfter, INVITATION_DAYS, ONE_TIME_PASSWORD_DAYS } from '../domain/session-terms.js';
import { IdentityMails } from '../mails/identity-mails.js';
import { OneTimeTokens } from '../sessions/one-time-tokens.js';
import { Sessions } from '../sessions/sessions.js';
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
    private readonly sessions: Sessions,
    private readonly tokens: OneTimeTokens,
    private readonly mails: IdentityMails,
    private readonly audit: Audit,
  ) {}

  /**
   * Made when the tenant is provisioned; the tenant must be bound. Without a password of its own it gets a one-time password, valid 7 days,
   * sent to its email and returned [ADM-12]. @throws Conflict when there is a master account already
   */
  async provisionMaster(given: MasterGiven): Promise<{ staffId: string; oneTimePassword: string | null }> {
    const oneTimePassword = given.password ? null : provisionalPassword(randomInt);
    const hash = await this.passwords.hash(given.password ?? (oneTimePassword as string));
    const until = oneTimePassword ? daysAfter(this.clock.now(), ONE_TIME_PASSWORD_DAYS) : null;
    return this.work.write(async ({ query }) => {
      const { name } = currentTenant();
      const [made] = await query<{ id: string }>(sql`
        INSERT INTO staff_member (role, login, last_name, first_name, email, receives_system_messages, password_hash, password_state,
          provisional_until)
        SELECT 'master', ${given.login.toLowerCase()}, ${given.lastName ?? name.slice(0, 80)}, ${given.firstName ?? ''}, ${given.email},
          true, ${hash}, ${until ? 'provisional' : 'personal'}, ${until}
        WHERE NOT EXISTS (SELECT FROM staff_member WHERE role = 'master')
        RETURNING id`);
      if (!made) throw new Conflict('identity:staff.master-exists');
      await this.audit.record({ action: 'staff.master-made', subject: { kind: 'staff_member', id: made.id } });
      if (oneTimePassword && until) await this.mails.activation(await this.secrets(made.id), oneTimePassword, until);
      return { staffId: made.id, oneTimePassword };
    });
  }

  /** By the operator: a new one-time password, valid 7 days; the former one stops, sessions end [ADM-13]. @throws NotFound */
  async resetMaster(): Promise<{ login: string; oneTimePassword: string }> {
    const oneTimePassword = provisionalPassword(randomInt);
    const hash = await this.passwords.hash(oneTimePassword);
    const until = daysAfter(this.clock.now(), ONE_TIME_PASSWORD_DAYS);
    return this.work.write(async ({ query }) => {
      const [master] = await query<{ id: string; login: string }>(sql`
        UPDATE staff_member SET password_hash = ${hash}, password_state = 'provisional', provisional_until = ${until},
          totp_secret = NULL, totp_confirmed_at = NULL, totp_last_step = NULL
        WHERE role = 'master' RETURNING id, login`);
      if (!master) throw new NotFound();
      await query(sql`DELETE FROM staff_recovery_code WHERE staff_id = ${master.id}`);
      await this.sessions.endAll({ staffId: master.id });
      await this.tokens.void({ staffId: master.id }, ['reset', 'invitation']);
      await this.audit.record({ action: 'staff.master-reset', subject: { kind: 'staff_member', id: master.id } });
      return { login: master.login, oneTimePassword };
    });
  }

  /** A staff member with a password of his own, for demo tenants and tests: no invitation leaves. @returns his id */
  async provision(given: NewStaff, password: string): Promise<string> {
    const hash = await this.passwords.hash(password);
    return this.work.write(async (transaction) => {
      const id = await insertStaff(transaction.query, given);
      await transaction.query(
        sql`UPDATE staff_member SET password_hash = ${hash}, password_state = 'personal' WHERE id = ${id}`,
      );
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
      await query(sql`
        UPDATE staff_member SET disabled_at = ${this.clock.now()}, disabled_by = ${by} WHERE id = ${staffId} AND disabled_at IS NULL`);
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
      await query(sql`UPDATE staff_member SET disabled_at = NULL, disabled_by = NULL WHERE id = ${staffId}`);
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
      await query(sql`
        INSERT INTO staff_building (staff_id, building_id)
        SELECT ${toId}, building_id FROM staff_building WHERE staff_id = ${staffId} ON CONFLICT DO NOTHING`);
    });
  }

  private async secrets(staffId: string, lock = false): Promise<StaffSecrets> {
    const [staff] = await this.work.write(({ query }) => query<StaffSecrets>(staffById(staffId, { lock })));
    if (!staff) throw new NotFound();
    return staff;
  }
}
