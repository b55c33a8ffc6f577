import { Injectable } from '@nestjs/common';
import { Audit } from '../../platform/audit/index.js';
import { Clock } from '../../platform/clock/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import { InvalidInput, NotFound } from '../../platform/errors/index.js';
import { IdentityMails } from '../mails/identity-mails.js';
import { PasswordChoice } from '../passwords/password-choice.js';
import { OneTimeTokens } from '../sessions/one-time-tokens.js';
import { Sessions } from '../sessions/sessions.js';
import { ResidentSignIn } from '../sign-in/resident-sign-in.js';
import { Throttle } from '../sign-in/throttle.service.js';
import { setPersonalPassword } from './resident-login.queries.js';
import { residentById, type ResidentSecrets } from './resident.queries.js';

/** The personal passwords of residents. */
@Injectable()
export class ResidentPasswords {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly signIn: ResidentSignIn,
    private readonly choice: PasswordChoice,
    private readonly sessions: Sessions,
    private readonly tokens: OneTimeTokens,
    private readonly throttle: Throttle,
    private readonly mails: IdentityMails,
    private readonly audit: Audit,
  ) {}

  /**
   * Takes the place of whatever password there was; the initial one is erased for ever, every other session ends [ACC-28] [RES-16].
   * `provenEmail`: the address the link that brought him here was sent to. @throws InvalidInput at `newPassword`
   */
  async personalise(
    loginId: string,
    password: string,
    { keptSessionId = null, provenEmail = null }: { keptSessionId?: string | null; provenEmail?: string | null } = {},
  ): Promise<void> {
    const resident = await this.secrets(loginId);
    const hash = await this.choice.hashOf(password, {
      login: resident.login,
      names: [resident.name],
      isFormer: (chosen) => this.signIn.isPasswordOf(resident, chosen),
    });
    await this.work.write(async ({ query }) => {
      await query(setPersonalPassword(loginId, hash, this.clock.now(), provenEmail));
      await this.sessions.endAll({ residentLoginId: loginId }, keptSessionId);
      await this.tokens.void({ residentLoginId: loginId }, ['reset']);
      await this.audit.record({
        action: 'resident.password-changed',
        subject: { kind: 'party', id: resident.partyId },
      });
      await this.mails.residentPasswordChanged(resident);
    });
  }

  /** From his profile: the present password is asked first. @throws InvalidInput at `password` or `newPassword` */
  async change(loginId: string, current: string, chosen: string, keptSessionId: string): Promise<void> {
    const attempt = await this.throttle.admit(`resident-again:${loginId}`);
    if (!(await this.signIn.isPasswordOf(await this.secrets(loginId), current))) {
      throw InvalidInput.at('password', 'identity:password.wrong');
    }
    await this.throttle.forgive(attempt);
    await this.personalise(loginId, chosen, { keptSessionId });
  }

  private async secrets(loginId: string): Promise<ResidentSecrets> {
    const [resident] = await this.work.read((query) => query<ResidentSecrets>(residentById(loginId)));
    if (!resident) throw new NotFound();
    return resident;
  }
}
