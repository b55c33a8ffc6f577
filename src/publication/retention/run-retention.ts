import { Injectable } from '@nestjs/common';
import { currentTenant } from '../../platform/context/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import { Jobs } from '../../platform/jobs/index.js';
import { keptManifests } from './domain/kept-manifests.js';
import { monthOf, pastTerm } from './domain/terms.js';
import { ERASE_FILES } from './kinds.js';
import * as queries from './run-retention.queries.js';

/** Runs with their reports, manifests and logs, as long as they are kept (PUB-65). Everything here may be done twice. */
@Injectable()
export class RunRetention {
  constructor(
    private readonly work: UnitOfWork,
    private readonly jobs: Jobs,
  ) {}

  async letGo(now: Date): Promise<void> {
    await this.manifests(now);
    await this.logs(now);
    for (let more = true; more;) more = await this.oldRuns(now);
  }

  private manifests(now: Date): Promise<void> {
    const { timeZone } = currentTenant();
    return this.work.write(async ({ query }) => {
      const runs = await queries.runsWithManifest(query, timeZone);
      const kept = keptManifests(runs, monthOf(now, timeZone));
      const dropped = runs.filter(({ id }) => !kept.has(id)).map(({ id }) => id);
      await this.eraseLater(await queries.dropManifests(query, dropped));
    });
  }

  private logs(now: Date): Promise<void> {
    const until = pastTerm('runLog', now, currentTenant().timeZone);
    return this.work.write(async ({ query }) => this.eraseLater(await queries.dropLogs(query, until)));
  }

  /** What they wrote by the thousand goes before them. @returns whether there may be more runs to let go */
  private async oldRuns(now: Date): Promise<boolean> {
    const { timeZone } = currentTenant();
    const [old, simulated] = [pastTerm('run', now, timeZone), pastTerm('simulation', now, timeZone)];
    const runIds = await this.work.read((query) => queries.runsPastTerm(query, old, simulated));
    if (runIds.length === 0) return false;
    for (const table of queries.DETAILS) await this.details(table, runIds);
    await this.work.write(async ({ query }) => this.eraseLater(await queries.deleteRuns(query, runIds)));
    return true;
  }

  private async details(table: queries.Details, runIds: string[]): Promise<void> {
    for (let more = true; more;)
      more = await this.work.write(({ query }) => queries.deleteDetails(query, table, runIds));
  }

  private async eraseLater(files: string[]): Promise<void> {
    if (files.length > 0) await this.jobs.later(ERASE_FILES, { files });
  }
}
