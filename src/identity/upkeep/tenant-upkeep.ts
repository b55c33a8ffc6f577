import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import { daysAfter } from '../domain/session-terms.js';
import { removeRequests } from '../passwords/reset-request.queries.js';
import { eraseExpiredPasswords } from '../residents/resident-login.queries.js';
import { removeTokens } from '../sessions/one-time-token.queries.js';
import { removeEndedSessions } from '../sessions/session.queries.js';
import { forgetMessages } from '../system-messages/system-message.queries.js';

const TOKENS_KEPT_DAYS = 2;
/** As long as the runs they tell of. */
const MESSAGES_KEPT_DAYS = 730;

/** What time makes of a tenant's logins and sessions. Nothing waits for it: a term that has passed counts at that very instant. */
@Injectable()
export class TenantUpkeep {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async run(): Promise<void> {
    const now = this.clock.now();
    const old = daysAfter(now, -TOKENS_KEPT_DAYS);
    await this.work.write(({ query }) =>
      Promise.all([
        query(eraseExpiredPasswords(now)),
        query(removeEndedSessions(now)),
        query(removeTokens(old)),
        query(removeRequests(old)),
        query(forgetMessages(daysAfter(now, -MESSAGES_KEPT_DAYS))),
      ]),
    );
  }
}
