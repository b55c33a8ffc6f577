import { Injectable } from '@nestjs/common';
import { Audit } from '../../platform/audit/index.js';
import { Passwords } from '../../platform/auth/index.js';
import { Clock } from '../../platform/clock/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import { InvalidInput } from '../../platform/errors/index.js';
import { foldedLogin } from '../domain/provisional-password.js';
import { staffTerms } from '../domain/session-terms.js';
import { Sessions } from '../sessions/sessions.js';
import { staffSignedIn } from '../staff/staff-account.queries.js';
import { staffByLogin, type StaffSecrets } from '../staff/staff.queries.js';
import type { Browser, LetIn } from './sign-in.types.js';
import { Throttle } from './throttle.service.js';

/** The agency's door, `/connexion`. */
@Injectable()
export class StaffSignIn {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly passwords: Passwords,
    private readonly throttle: Throttle,
    private readonly sessions: Sessions,
    private readonly audit: Audit,
  ) {}

  /** @throws InvalidInput with the same sentence for an unknown login and a wrong password, with its own after a right one */
  async signIn(typedLogin: string, password: string, browser: Browser): Promise<LetIn> {
    const login = foldedLogin(typedLogin);
    const attempt = await this.throttle.admit(`staff:${login}`);
    const [staff] = await this.work.read((query) => query<StaffSecrets>(staffByLogin(login)));
    const right = await this.passwords.matches(password, staff?.passwordHash);
    if (!staff || !right) throw this.refusal('identity:sign-in.wrong', login, staff);
    await this.throttle.forgive(attempt);
    const why = this.shut(staff);
    if (why) throw this.refusal(why, login, staff);
    return this.letIn(staff, browser);
  }

  private shut(staff: StaffSecrets): string | null {
    if (staff.disabledAt) return 'identity:sign-in.disabled';
    const expired = staff.provisionalUntil !== null && staff.provisionalUntil <= this.clock.now();
    return expired ? 'identity:sign-in.expired' : null;
  }

  private async letIn(staff: StaffSecrets, browser: Browser): Promise<LetIn> {
    const secondFactor = staff.totpConfirmedAt !== null || staff.secondFactorRequired;
    const token = await this.work.write(async ({ query }) => {
      await query(staffSignedIn(staff.id, this.clock.now()));
      await this.audit.record({ action: 'staff.sign-in', subject: { kind: 'staff_member', id: staff.id } });
      return this.sessions.open({
        holder: { staffId: staff.id },
        terms: staffTerms(staff.role),
        userAgent: browser.userAgent,
        secondFactorPending: secondFactor,
        former: browser.sessionToken,
      });
    });
    if (secondFactor) return { token, next: 'second-factor' };
    return { token, next: staff.passwordState === 'personal' ? 'nothing' : 'personal-password' };
  }

  private refusal(sentence: string, login: string, staff: StaffSecrets | undefined): InvalidInput {
    const subject = staff && { kind: 'staff_member', id: staff.id };
    this.audit.refused({ action: 'staff.sign-in', subject, details: { login: login.slice(0, 80), why: sentence } });
    return InvalidInput.at(sentence === 'identity:sign-in.wrong' ? 'login' : '', sentence);
  }
}
