import { z } from 'zod';
import { Clock } from '../../platform/clock/index.js';
import { contextIfAny } from '../../platform/context/index.js';
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
    private readonly jobs: Jobs,
    private readonly clock: Clock,
    private readonly notices: DocumentNotices,
  ) {}

  async run(): Promise<void> {
    if (contextIfAny()?.tenant) return this.notices.ofWeek();
    const now = this.clock.now();
    await this.jobs.forEachTenant(WEEKLY_DIGEST, { runAt: (timeZone) => digestMoment(now, timeZone), active: true });
  }
}
