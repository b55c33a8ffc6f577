import { z } from 'zod';
import { Clock } from '../../platform/clock/index.js';
import { contextIfAny } from '../../platform/context/index.js';
import { sql, UnitOfWork } from '../../platform/database/index.js';
import { defineJob, type HandlesJob, JobHandler, Jobs, OnTheClock } from '../../platform/jobs/index.js';
import { DocumentNotices } from './document-notices.service.js';
import { digestMoment } from './domain/digest-moment.js';

export const WEEKLY_DIGEST = defineJob('publication-weekly-digest', z.strictObject({}));

@JobHandler(WEEKLY_DIGEST)
@OnTheClock(
  '0 12 * * 0',
  'Chaque dimanche à midi, le récapitulatif hebdomadaire de chaque agence est prévu pour lundi à 8 h, à son heure.',
)
export class WeeklyDigest implements HandlesJob<object> {
  constructor(
    private readonly work: UnitOfWork,
    private readonly jobs: Jobs,
    private readonly clock: Clock,
    private readonly notices: DocumentNotices,
  ) {}

  /** For the house: one job for each tenant, at its hour; for a tenant: its digests. */
  async run(): Promise<void> {
    if (contextIfAny()?.tenant) return this.notices.ofWeek();
    const tenants = await this.work.operatorRead((query) =>
      query<{ id: string; timeZone: string }>(sql`SELECT id, time_zone AS "timeZone" FROM platform.tenant`),
    );
    for (const { id, timeZone } of tenants) {
      const runAt = digestMoment(this.clock.now(), timeZone);
      await this.jobs.later(WEEKLY_DIGEST, {}, { tenantId: id, runAt, key: 'weekly', unhurried: true });
    }
  }
}
