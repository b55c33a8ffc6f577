import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/index.js';
import { sql, UnitOfWork } from '../../platform/database/index.js';
import { daysAfter } from '../domain/session-terms.js';
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
        // Erased for ever [ACC-28]; what sign-in needs to say that it has expired stays.
        query(sql`
          UPDATE resident_login SET state = 'dormant', initial_password_cipher = NULL, valid_until = NULL WHERE valid_until <= ${now}`),
        query(
          sql`DELETE FROM session WHERE ends_at <= ${now} OR seen_at + make_interval(mins => idle_minutes) <= ${now}`,
        ),
        query(sql`DELETE FROM one_time_token WHERE expires_at <= ${old} OR ended_at <= ${old}`),
        query(sql`DELETE FROM reset_request WHERE asked_at <= ${old}`),
        query(forgetMessages(daysAfter(now, -MESSAGES_KEPT_DAYS))),
      ]),
    );
  }
}
