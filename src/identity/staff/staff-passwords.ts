import { Injectable } from '@nestjs/common';
import { Passwords } from '../../platform/auth/index.js';
import { Audit } from '../../platform/audit/index.js';
import { Clock } from '../../platform/clock/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import { InvalidInput, NotFound } from '../../platform/errors/index.js';
import { IdentityMails } from '../mails/identity-mails.js';
import { PasswordChoice } from '../passwords/password-choice.js';
import { OneTimeTokens } from '../sessions/one-time-tokens.js';
import { Sessions } from '../sessions/sessions.js';
import { Throttle } from '../sign-in/throttle.service.js';
import { setStaffPassword } from './staff-account.queries.js';
import { staffById, type StaffSecrets } from './staff.queries.js';

/** The personal passwords of the staff. */
@Injectable()
export class StaffPasswords {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly passwords: Passwords,
    private readonly choice: PasswordChoice,
    private readonly sessions: Sessions,
    private readonly tokens: OneTimeTokens,
    private readonly throttle: Throttle,
    private readonly mails: IdentityMails,
    private readonly audit: Audit,
  ) {}

  /** Takes the place of a provisional password, or of none; every other session ends. @throws InvalidInput at `newPassword` */
  async personalise(staffId: string, password: string, keptSessionId: string | null = null): Promise<void> {
    const staff = await this.secrets(staffId);
    const hash = await this.choice.hashOf(password, {
      login: staff.login,
      names: [staff.firstName, staff.lastName],
      isFormer: (chosen) => Boolean(staff.passwordHash) && this.passwords.matches(chosen, staff.passwordHash),
    });
    await this.work.write(async ({ query }) => {
      await query(setStaffPassword(staffId, hash, this.clock.now()));
      await this.sessions.endAll({ staffId }, keptSessionId);
      await this.tokens.void({ staffId }, ['reset', 'invitation']);
      await this.audit.record({ action: 'staff.password-changed', subject: { kind: 'staff_member', id: staffId } });
      await this.mails.passwordChanged(staff);
    });
  }

  /** From his own page: the present password is asked first. @throws InvalidInput at `password` or `newPassword` */
  async change(staffId: string, current: string, chosen: string, keptSessionId: string): Promise<void> {
    await this.confirm(staffId, current);
    await this.personalise(staffId, chosen, keptSessionId);
  }

  /** The present password, as a proof that it is still him. @throws InvalidInput at `password` */
  async confirm(staffId: string, password: string): Promise<void> {
    const attempt = await this.throttle.admit(`staff-again:${staffId}`);
    const staff = await this.secrets(staffId);
    if (!(await this.passwords.matches(password, staff.passwordHash))) {
      throw InvalidInput.at('password', 'identity:password.wrong');
    }
    await this.throttle.forgive(attempt);
  }

  private async secrets(staffId: string): Promise<StaffSecrets> {
    const [staff] = await this.work.read((query) => query<StaffSecrets>(staffById(staffId)));
    if (!staff) throw new NotFound();
    return staff;
  }
}
