import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/index.js';
import { type Query, sql, type Transaction, UnitOfWork } from '../../platform/database/index.js';
import { ManifestRefused, type Problem } from '../manifest/manifest.types.js';
import type { RunEvent } from '../domain/run-states.js';
import { lockRun, readRun, type Run, selectRun } from './run.queries.js';
import { insertRefusal } from './run-opening.service.js';
import { RunMoves } from './run-moves.js';
import { Rehearsal } from '../rehearsing/rehearsal.service.js';
import { clearStaging } from '../staging/staged-tables.queries.js';
import { RunStaging } from './run-staging.service.js';

/** The check of a run: its manifest is read whole, staged, resolved; then it waits for files, for a commit, or for its turn. */
@Injectable()
export class RunCheck {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly staging: RunStaging,
    private readonly moves: RunMoves,
    private readonly rehearsal: Rehearsal,
  ) {}

  /** Nothing happens when the run is past its check. */
  async check(runId: string): Promise<void> {
    const run = await this.work.read((query) => readRun(query, runId));
    if (run.state !== 'checking') return;
    try {
      await this.work.write((transaction) => this.pass(transaction, run));
    } catch (error) {
      if (!(error instanceof ManifestRefused)) throw error;
      await this.refuse(runId, error.problem);
    }
  }

  /** The check failed for a reason of ours, and will not be tried again. */
  async giveUp(runId: string, reason: string): Promise<void> {
    await this.work.write(async ({ query }) => {
      const run = await lockRun(query, runId);
      if (run.state === 'checking') await this.moves.move(query, run, 'give_up', sql`, failure = ${reason}`);
    });
  }

  /** Its manifest will not do, or may not come in. */
  async refuse(runId: string, problem: Problem): Promise<void> {
    await this.work.write(async ({ query }) => {
      const run = await lockRun(query, runId);
      if (run.state !== 'checking') return;
      await query(sql`DELETE FROM run_problem WHERE run_id = ${runId}`);
      await insertRefusal(query, runId, problem);
      await this.moves.move(query, run, 'refuse', sql`, checked_at = ${this.clock.now()}`);
    });
  }

  private async pass(transaction: Transaction, run: Run): Promise<void> {
    const { query } = transaction;
    const missing = await this.staging.stage(transaction, run);
    await this.staging.judge(query, run);
    if (run.simulate) await this.rehearsal.note(query, run);
    const locked = await lockRun(query, run.id);
    if (locked.state !== 'checking') return clearStaging(query, run.id); // abandoned meanwhile
    const event = eventAfterCheck(run, missing.files);
    const now = this.clock.now();
    await this.moves.move(
      query,
      locked,
      event,
      sql`, checked_at = ${now}, last_byte_at = ${now}, missing_files = ${missing.files}, missing_bytes = ${missing.bytes},
        ready_at = ${event === 'need_nothing' ? now : null}`,
    );
    if (!run.simulate) await this.supersedeWaiting(query, run);
  }

  /** A newer manifest of the source takes the place of one that waits for a person (PUB-96). */
  private async supersedeWaiting(query: Query, { id, sourceId }: Run): Promise<void> {
    const waiting = await query<Run>(sql`
      ${selectRun} WHERE r.source_id = ${sourceId} AND r.state = 'awaiting_approval' AND r.id <> ${id} FOR UPDATE OF r`);
    for (const run of waiting) await this.moves.move(query, run, 'supersede');
  }
}

function eventAfterCheck({ simulate, sourceKind, trigger, autoCommit }: Run, missingFiles: number): RunEvent {
  if (simulate) return 'end_simulation';
  // Nobody will send the desk a file it lacks: its document is set aside, the rest goes.
  if (sourceKind === 'desk') return 'need_nothing';
  return missingFiles === 0 && (trigger === 'replay' || autoCommit) ? 'need_nothing' : 'expect_files';
}
