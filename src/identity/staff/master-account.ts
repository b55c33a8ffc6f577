import { Injectable } from '@nestjs/common';
import { randomInt } from 'node:crypto';
import { Audit } from '../../platform/audit/index.js';
import { Passwords } from '../../platform/auth/index.js';
import { Clock } from '../../platform/clock/index.js';
import { currentTenant } from '../../platform/context/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import { Conflict, NotFound } from '../../platform/errors/index.js';
import { provisionalPassword } from '../domain/provisional-password.js';
import { daysAfter, ONE_TIME_PASSWORD_DAYS } from '../domain/session-terms.js';
import { IdentityMails } from '../mails/identity-mails.js';
import { removeRecoveryCodes } from '../second-factor/second-factor.queries.js';
import { OneTimeTokens } from '../sessions/one-time-tokens.js';
import { Sessions } from '../sessions/sessions.js';
import { insertMaster, resetMaster } from './staff-account.queries.js';
import { staffById, type StaffSecrets } from './staff.queries.js';
import type { MasterGiven } from './staff-accounts.types.js';

/** The account an agency is born with, and its one-time passwords [ADM-11] [ADM-12] [ADM-13]. */
@Injectable()
export class MasterAccount {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly passwords: Passwords,
    private readonly sessions: Sessions,
    private readonly tokens: OneTimeTokens,
    private readonly mails: IdentityMails,
    private readonly audit: Audit,
  ) {}

  /** See `StaffAccounts.provisionMaster`. */
  async provision(given: MasterGiven): Promise<{ staffId: string; oneTimePassword: string | null }> {
    const oneTimePassword = given.password ? null : provisionalPassword(randomInt);
    const hash = await this.passwords.hash(given.password ?? (oneTimePassword as string));
    const until = oneTimePassword ? this.term() : null;
    const { email, firstName = '', lastName = currentTenant().name.slice(0, 80) } = given;
    return this.work.write(async ({ query }) => {
      const [made] = await query<{ id: string }>(
        insertMaster({ login: given.login.toLowerCase(), lastName, firstName, email, hash, until }),
      );
      if (!made) throw new Conflict('identity:staff.master-exists');
      await this.audit.record({ action: 'staff.master-made', subject: { kind: 'staff_member', id: made.id } });
      if (oneTimePassword && until) {
        const [master] = await query<StaffSecrets>(staffById(made.id));
        await this.mails.activation(master as StaffSecrets, oneTimePassword, until);
      }
      return { staffId: made.id, oneTimePassword };
    });
  }

  /** See `StaffAccounts.resetMaster`. */
  async reset(): Promise<{ login: string; oneTimePassword: string }> {
    const oneTimePassword = provisionalPassword(randomInt);
    const hash = await this.passwords.hash(oneTimePassword);
    return this.work.write(async ({ query }) => {
      const [master] = await query<{ id: string; login: string }>(resetMaster(hash, this.term()));
      if (!master) throw new NotFound();
      await query(removeRecoveryCodes(master.id));
      await this.sessions.endAll({ staffId: master.id });
      await this.tokens.void({ staffId: master.id }, ['reset', 'invitation']);
      await this.audit.record({ action: 'staff.master-reset', subject: { kind: 'staff_member', id: master.id } });
      return { login: master.login, oneTimePassword };
    });
  }

  private term(): Date {
    return daysAfter(this.clock.now(), ONE_TIME_PASSWORD_DAYS);
  }
}
