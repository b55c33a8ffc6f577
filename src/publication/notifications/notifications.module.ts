import { Logger, Module } from '@nestjs/common';
import { IdentityModule } from '../../identity/identity.module.js';
import { Jobs } from '../../platform/jobs/index.js';
import { AnonymisationModule, PersonErasures } from '../../portfolio/index.js';
import { PublicationModule } from '../publication.module.js';
import type { Run } from '../runs/run.queries.js';
import { RunEndings } from '../runs/run-endings.js';
import { DocumentNotices } from './document-notices.service.js';
import { NOTIFY_RUN, NotifyRun } from './notify-run.job.js';
import { WeeklyDigest } from './weekly-digest.job.js';

/** Tells residents of new documents. */
@Module({
  imports: [IdentityModule, PublicationModule, AnonymisationModule],
  providers: [DocumentNotices, NotifyRun, WeeklyDigest],
})
export class NotificationsModule {
  private readonly log = new Logger('notifications');

  constructor(
    endings: RunEndings,
    erasures: PersonErasures,
    private readonly notices: DocumentNotices,
    private readonly jobs: Jobs,
  ) {
    endings.contribute('effects', (run) => this.after(run));
    erasures.contribute((parties) => this.notices.forget(parties));
  }

  /** At once, so that the report which follows says how many; what fails becomes a job of its own and holds up nothing else. */
  private async after({ id: runId, state, number }: Run): Promise<void> {
    if (state !== 'applied') return;
    try {
      await this.notices.ofRun(runId);
    } catch (error) {
      this.log.warn(`run ${number}: notices put off: ${error instanceof Error ? error.message : String(error)}`);
      await this.jobs.later(NOTIFY_RUN, { runId }, { key: runId });
    }
  }
}
