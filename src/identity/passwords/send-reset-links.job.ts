import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Audit } from '../../platform/audit/index.js';
import { Clock } from '../../platform/clock/index.js';
import { type Sql, UnitOfWork } from '../../platform/database/index.js';
import { defineJob, type HandlesJob, JobHandler } from '../../platform/jobs/index.js';
import { minutesAfter, RESET_LINK_MINUTES, RESET_LINKS_PER_HOUR } from '../domain/session-terms.js';
import { IdentityMails } from '../mails/identity-mails.js';
import { residentsByLoginOrEmail, type ResidentSecrets } from '../residents/resident.queries.js';
import { takeRequest } from './reset-request.queries.js';
import { OneTimeTokens } from '../sessions/one-time-tokens.js';
import type { Holder } from '../sessions/session.types.js';
import { staffByLoginOrEmail, type StaffSecrets } from '../staff/staff.queries.js';

export const LONGEST_TYPED = 254;

export const SEND_RESET_LINKS = defineJob('identity.send-reset-links', z.strictObject({ requestId: z.uuid() }));

/** Looks whom a "Mot de passe oublié" may concern and writes to him, at most three times an hour [RES-11]. */
@Injectable()
@JobHandler(SEND_RESET_LINKS)
export class SendResetLinks implements HandlesJob<{ requestId: string }> {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly tokens: OneTimeTokens,
    private readonly mails: IdentityMails,
    private readonly audit: Audit,
  ) {}

  /** The request is removed with its effect: done again, nothing happens. */
  async run({ requestId }: { requestId: string }): Promise<void> {
    await this.work.write(async ({ query }) => {
      const [request] = await query<{ audience: 'staff' | 'resident'; typed: string }>(takeRequest(requestId));
      if (request?.audience === 'staff') await this.writeToStaff(request.typed);
      if (request?.audience === 'resident') await this.writeToResidents(request.typed);
    });
  }

  private async writeToStaff(typed: string): Promise<void> {
    for (const staff of await this.found<StaffSecrets>(staffByLoginOrEmail(typed))) {
      const token = await this.issue({ staffId: staff.id }, staff.email);
      if (token) await this.mails.staffReset(staff, token);
    }
  }

  private async writeToResidents(typed: string): Promise<void> {
    for (const resident of await this.found<ResidentSecrets>(residentsByLoginOrEmail(typed))) {
      const token = await this.issue({ residentLoginId: resident.id }, resident.email);
      if (token) await this.mails.residentReset(resident, token);
    }
  }

  /** Null when he has been sent three within the hour. */
  private async issue(holder: Holder, email: string | null): Promise<string | null> {
    const now = this.clock.now();
    if ((await this.tokens.countSince('reset', holder, minutesAfter(now, -60))) >= RESET_LINKS_PER_HOUR) return null;
    const subject =
      'staffId' in holder
        ? { kind: 'staff_member', id: holder.staffId }
        : { kind: 'resident_login', id: holder.residentLoginId };
    await this.audit.record({ action: 'identity.reset-link-sent', subject });
    return this.tokens.issue('reset', holder, email, minutesAfter(now, RESET_LINK_MINUTES));
  }

  private found<Row>(statement: Sql): Promise<Row[]> {
    return this.work.write(({ query }) => query<Row>(statement));
  }
}
