import { Clock } from '../../platform/clock/index.js';
import { contextIfAny, currentTenant } from '../../platform/context/index.js';
import { type HandlesJob, JobHandler, Jobs, OnTheClock } from '../../platform/jobs/index.js';
import { Anonymisation } from '../../portfolio/index.js';
import { pastTerm } from './domain/terms.js';
import { FileRetention } from './file-retention.js';
import { RETENTION } from './kinds.js';
import { RecordRetention } from './record-retention.js';
import { RunRetention } from './run-retention.js';

@JobHandler(RETENTION)
@OnTheClock('20 2 * * *', 'Chaque nuit à 2 h 20, ce qui a passé sa durée de conservation est effacé ou rendu anonyme.')
export class NightlyRetention implements HandlesJob<object> {
  constructor(
    private readonly jobs: Jobs,
    private readonly anonymisation: Anonymisation,
    private readonly runs: RunRetention,
    private readonly records: RecordRetention,
    private readonly files: FileRetention,
    private readonly clock: Clock,
  ) {}

  async run(): Promise<void> {
    if (contextIfAny()?.tenant) return this.ofTenant();
    await this.jobs.forEachTenant(RETENTION);
  }

  /** Persons first: the run that says since when they are gone may go then. */
  private async ofTenant(): Promise<void> {
    const now = this.clock.now();
    await this.anonymisation.letGo(now);
    await this.runs.letGo(now);
    await this.records.letGo(now);
    await this.files.sweep(pastTerm('withdrawnBytes', now, currentTenant().timeZone));
  }
}
