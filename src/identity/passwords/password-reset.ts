import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import { Jobs } from '../../platform/jobs/index.js';
import { keepRequest, nameOfHolder } from './reset-request.queries.js';
import { LONGEST_TYPED, SEND_RESET_LINKS } from './send-reset-links.job.js';
import type { IssuedTo, TokenPurpose } from '../sessions/one-time-token.queries.js';
import { OneTimeTokens } from '../sessions/one-time-tokens.js';
import { Throttle } from '../sign-in/throttle.service.js';
import { ResidentPasswords } from '../residents/resident-passwords.js';
import { StaffPasswords } from '../staff/staff-passwords.js';

export type Audience = 'staff' | 'resident';

export interface LinkHolder {
  login: string;
  name: string;
  /** He has never had a password. */
  invited: boolean;
}

/** An invitation is taken up by the same page as a forgotten password. */
const PURPOSES: Record<Audience, TokenPurpose[]> = { staff: ['reset', 'invitation'], resident: ['reset'] };

/** "Mot de passe oublié" of both doors. */
@Injectable()
export class PasswordReset {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    private readonly throttle: Throttle,
    private readonly tokens: OneTimeTokens,
    private readonly staff: StaffPasswords,
    private readonly residents: ResidentPasswords,
  ) {}

  /** Keeps what was typed for a job to look at: the answer is the same, as soon, whoever it is [RES-10]. */
  async ask(audience: Audience, typed: string): Promise<void> {
    await this.throttle.admit(`reset:${audience}:${typed.trim().toLowerCase()}`);
    await this.work.write(async ({ query }) => {
      const [request] = await query<{ id: string }>(
        keepRequest(audience, typed.trim().slice(0, LONGEST_TYPED), this.clock.now()),
      );
      await this.jobs.later(SEND_RESET_LINKS, { requestId: (request as { id: string }).id });
    });
  }

  /** Whose link it is; null when it can no longer be used. */
  async holderOf(audience: Audience, token: string): Promise<LinkHolder | null> {
    const issued = await this.tokens.find(PURPOSES[audience], token);
    if (!issued || !isOf(audience, issued)) return null;
    const [holder] = await this.work.read((query) => query<Omit<LinkHolder, 'invited'>>(nameOfHolder(issued)));
    return holder ? { ...holder, invited: issued.purpose === 'invitation' } : null;
  }

  /**
   * The link serves once, and only with a password that is accepted. @returns false when it is old, used or guessed
   * @throws InvalidInput at `newPassword`
   */
  async complete(audience: Audience, token: string, password: string): Promise<boolean> {
    return this.work.write(async () => {
      const issued = await this.tokens.use(PURPOSES[audience], token);
      if (!issued || !isOf(audience, issued)) return false;
      if (issued.staffId) await this.staff.personalise(issued.staffId, password);
      if (issued.residentLoginId) {
        await this.residents.personalise(issued.residentLoginId, password, { provenEmail: issued.email });
      }
      return true;
    });
  }
}

function isOf(audience: Audience, issued: IssuedTo): boolean {
  return (issued.staffId !== null) === (audience === 'staff');
}
