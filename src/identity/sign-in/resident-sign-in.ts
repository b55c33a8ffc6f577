import { Injectable } from '@nestjs/common';
import { timingSafeEqual } from 'node:crypto';
import { Audit } from '../../platform/audit/index.js';
import { Passwords } from '../../platform/auth/index.js';
import { Clock } from '../../platform/clock/index.js';
import { currentTenant } from '../../platform/context/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import { InvalidInput } from '../../platform/errors/index.js';
import { foldedLogin } from '../domain/provisional-password.js';
import { doorSentence } from '../domain/resident-login-state.js';
import { RESIDENT_TERMS } from '../domain/session-terms.js';
import { SealedSecrets } from '../passwords/sealed-secrets.js';
import { residentSignedIn } from '../residents/resident-login.queries.js';
import { residentByLogin, type ResidentSecrets } from '../residents/resident.queries.js';
import { secretOwner } from '../residents/secret-owner.js';
import { Sessions } from '../sessions/sessions.js';
import type { Browser, LetIn } from './sign-in.types.js';
import { Throttle } from './throttle.service.js';

/** The residents' door, `/extranet`. */
@Injectable()
export class ResidentSignIn {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly passwords: Passwords,
    private readonly secrets: SealedSecrets,
    private readonly throttle: Throttle,
    private readonly sessions: Sessions,
    private readonly audit: Audit,
  ) {}

  /** @throws InvalidInput with the same sentence for an unknown login and a wrong password, with its own after a right one */
  async signIn(typedLogin: string, password: string, browser: Browser): Promise<LetIn> {
    const login = foldedLogin(typedLogin);
    const attempt = await this.throttle.admit(`resident:${login}`);
    const [resident] = await this.work.read((query) => query<ResidentSecrets>(residentByLogin(login)));
    const right = await this.isPasswordOf(resident, password);
    if (!resident || !right) throw this.refusal('identity:sign-in.wrong', login, resident);
    await this.throttle.forgive(attempt);
    const extranetOpen = resident.open && currentTenant().features.includes('extranet');
    const why = doorSentence({ ...resident, extranetOpen }, this.clock.now());
    if (why) throw this.refusal(why, login, resident);
    return this.letIn(resident, browser);
  }

  /** One hash is computed whatever there is to compare with: none tells from the time it takes whether the login exists. */
  async isPasswordOf(resident: ResidentSecrets | undefined, password: string): Promise<boolean> {
    const matches = await this.passwords.matches(password, resident?.passwordHash);
    if (matches || !resident?.initialDigest) return matches;
    const digest = this.secrets.digest('initial-password', password, secretOwner(resident.partyId));
    return timingSafeEqual(digest, resident.initialDigest);
  }

  private async letIn(resident: ResidentSecrets, browser: Browser): Promise<LetIn> {
    const token = await this.work.write(async ({ query }) => {
      await query(residentSignedIn(resident.id, this.clock.now()));
      await this.audit.record({ action: 'resident.sign-in', subject: { kind: 'party', id: resident.partyId } });
      return this.sessions.open({
        holder: { residentLoginId: resident.id },
        terms: RESIDENT_TERMS,
        userAgent: browser.userAgent,
        former: browser.sessionToken,
      });
    });
    return { token, next: resident.state === 'personal' ? 'nothing' : 'personal-password' };
  }

  private refusal(sentence: string, login: string, resident: ResidentSecrets | undefined): InvalidInput {
    const subject = resident && { kind: 'party', id: resident.partyId };
    this.audit.refused({ action: 'resident.sign-in', subject, details: { login: login.slice(0, 40), why: sentence } });
    return InvalidInput.at(sentence === 'identity:sign-in.wrong' ? 'login' : '', sentence);
  }
}
