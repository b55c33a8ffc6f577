import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/index.js';
import { currentTenant } from '../../platform/context/index.js';
import { type Query, sql } from '../../platform/database/index.js';
import { UndeliverableAddresses } from '../../platform/mail/index.js';
import { applyRun } from '../applying/apply-run.js';
import { lockPublication, type Run } from '../runs/run.queries.js';
import { RunScope } from '../staging/run-scope.js';
import { recordPlannedChanges } from './planned-changes.queries.js';
import { notePlannedTicks } from './planned-ticks.queries.js';
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
    const told = (await hasNews(query, run)) ? await this.whomToTell(query, run, scope) : NOBODY_TOLD;
    await query(sql`UPDATE publication_run SET would_notify = ${JSON.stringify(told)}::jsonb WHERE id = ${run.id}`);
  }

  /** Who would see what is known once it is published, not before: the run is applied, looked at, and rolled back. */
  private async whomToTell(query: Query, run: Run, scope: RunScope): Promise<WouldNotify> {
    const at = this.clock.now();
    const today = this.clock.today(currentTenant().timeZone);
    await query(sql`SAVEPOINT rehearsal`);
    try {
      await lockPublication(query);
      await supposeFilesAreThere(query, run.id);
      await applyRun({ query, scope, at, today });
      await supposeApplied(query, run, at);
      return await countLetters(query, { runId: run.id, now: at, today }, (addresses) => this.dead(addresses));
    } finally {
      await query(sql`ROLLBACK TO SAVEPOINT rehearsal`);
      await query(sql`RELEASE SAVEPOINT rehearsal`);
    }
  }

  private async dead(addresses: string[]): Promise<Set<string>> {
    return new Set((await this.undeliverable.among(addresses)).map(({ address }) => address));
  }
}

async function hasNews(query: Query, { id }: Run): Promise<boolean> {
  const [row] = await query<{ news: boolean }>(sql`
    SELECT EXISTS (SELECT FROM staged_document WHERE run_id = ${id} AND intent = 'publish' AND notify) AS news`);
  return row?.news ?? false;
}

async function supposeFilesAreThere(query: Query, runId: string): Promise<void> {
  await query(sql`
    INSERT INTO stored_file (sha256, bytes, received_bytes, media_type, state)
    SELECT sha256, bytes, bytes, media_types[1], 'complete' FROM run_missing_file WHERE run_id = ${runId}
    ON CONFLICT (tenant_id, sha256) DO UPDATE SET state = 'complete'`);
}

/** As the application writes it at its end. */
async function supposeApplied(query: Query, run: Run, at: Date): Promise<void> {
  await query(sql`
    UPDATE publication_run r SET state = 'applied', applied_at = ${at},
      notifies = r.trigger <> 'replay' AND (r.notify_first OR s.last_applied_run_id IS NOT NULL)
    FROM publication_source s WHERE r.id = ${run.id} AND s.tenant_id = r.tenant_id AND s.id = r.source_id`);
}
