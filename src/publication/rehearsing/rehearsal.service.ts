import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/index.js';
import { currentTenant } from '../../platform/context/index.js';
import type { Query } from '../../platform/database/index.js';
import { UndeliverableAddresses } from '../../platform/mail/index.js';
import { applyRun } from '../applying/apply-run.js';
import { lockPublication, type Run } from '../runs/run.queries.js';
import { RunScope } from '../staging/run-scope.js';
import { recordPlannedChanges } from './planned-changes.queries.js';
import { notePlannedTicks } from './planned-ticks.queries.js';
import { hasNews, noteWouldNotify, supposeApplied, supposeFilesAreThere, undoing } from './rehearsal.queries.js';
import { countLetters, NOBODY_TOLD, type WouldNotify } from './would-notify.queries.js';

/** What a simulation tells: the rows that would change, and whom the run would tell of new documents (PUB-36). */
@Injectable()
export class Rehearsal {
  constructor(
    private readonly clock: Clock,
    private readonly undeliverable: UndeliverableAddresses,
  ) {}

  /** Of a run that ends with its check. Wants it staged and settled, as does what follows; only what it found is written. */
  async note(query: Query, run: Run): Promise<void> {
    const scope = new RunScope(run.id, run.sourceId, run.scope);
    await recordPlannedChanges(query, scope, this.clock.today(currentTenant().timeZone));
    await notePlannedTicks(query, run.id);
    await this.noteLetters(query, run);
  }

  /** Whom the run would tell, for who has to decide of it. */
  async noteLetters(query: Query, run: Run): Promise<void> {
    const scope = new RunScope(run.id, run.sourceId, run.scope);
    const told = (await hasNews(query, run.id)) ? await this.whomToTell(query, run, scope) : NOBODY_TOLD;
    await noteWouldNotify(query, run.id, told);
  }

  /** Who would see what is known once it is published, not before: the run is applied, looked at, and rolled back. */
  private whomToTell(query: Query, run: Run, scope: RunScope): Promise<WouldNotify> {
    const at = this.clock.now();
    const today = this.clock.today(currentTenant().timeZone);
    return undoing(query, async () => {
      await lockPublication(query);
      await supposeFilesAreThere(query, run.id);
      await applyRun({ query, scope, at, today });
      await supposeApplied(query, run.id, at);
      return countLetters(query, { runId: run.id, now: at, today }, (addresses) => this.dead(addresses));
    });
  }

  private async dead(addresses: string[]): Promise<Set<string>> {
    return new Set((await this.undeliverable.among(addresses)).map(({ address }) => address));
  }
}
