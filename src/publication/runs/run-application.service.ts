import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../platform/clock/index.js';
import { type Query, sql, UnitOfWork } from '../../platform/database/index.js';
import { PermanentFailure } from '../../platform/jobs/index.js';
import { applyRun } from '../applying/apply-run.js';
import { APPLICATION_ATTEMPTS } from '../domain/run-states.js';
import { Rehearsal } from '../rehearsing/rehearsal.service.js';
import { RunAccess } from './run-access.service.js';
import { lockPublication, lockRun, type Run, selectRun } from './run.queries.js';
import { RunMoves } from './run-moves.js';
import { RunStaging } from './run-staging.service.js';

/** The application of runs: one at a time per tenant, in order of readiness, each in one transaction (PUB-46, PUB-54). */
@Injectable()
export class RunApplication {
  private readonly log = new Logger('publication');

  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly staging: RunStaging,
    private readonly moves: RunMoves,
    private readonly access: RunAccess,
    private readonly rehearsal: Rehearsal,
  ) {}

  /** Applies what is ready, until nothing is. @throws what made an application fail; PermanentFailure when it is given up */
  async applyReady(): Promise<void> {
    for (let run = await this.take(); run !== null; run = await this.take()) {
      try {
        if (await this.isAllowed(run)) await this.apply(run);
      } catch (error) {
        await this.fail(run, error as Error);
      }
    }
  }

  /** The oldest run that is ready, or that a killed process left half-way: its attempt is counted before anything is tried. */
  private take(): Promise<Run | null> {
    return this.work.write(async ({ query }) => {
      await lockPublication(query);
      const [run] = await query<Run>(sql`
        ${selectRun} WHERE r.state IN ('ready', 'applying') ORDER BY r.ready_at, r.number LIMIT 1 FOR UPDATE OF r`);
      if (!run) return null;
      const attempts = run.attempts + 1;
      await query(
        sql`UPDATE publication_run SET attempts = ${attempts}, started_at = ${this.clock.now()} WHERE id = ${run.id}`,
      );
      if (attempts <= APPLICATION_ATTEMPTS) return { ...run, attempts };
      await this.moves.move(query, run, 'give_up', sql`, failure = coalesce(failure, 'interrompue à chaque essai')`);
      return this.take();
    });
  }

  /** A run that is ready is judged: over a threshold it waits for a person. @returns whether it may be applied now */
  private isAllowed({ id }: Run): Promise<boolean> {
    return this.work.write(async (transaction) => {
      const { query } = transaction;
      const run = await lockRun(query, id);
      if (run.state !== 'ready') return run.state === 'applying';
      await this.staging.settle(transaction, run);
      const { reasons } = await this.staging.judge(query, run);
      const held = reasons.length > 0 && run.trigger !== 'replay';
      if (held) await this.rehearsal.noteLetters(query, run);
      await this.moves.move(query, run, held ? 'hold' : 'begin', held ? sql`, attempts = 0` : sql``);
      return !held;
    });
  }

  private async apply({ id }: Run): Promise<void> {
    await this.work.write(async (transaction) => {
      const { query } = transaction;
      await lockPublication(query);
      const run = await lockRun(query, id);
      if (run.state !== 'applying') return;
      if (await this.staging.stageAgainIfStale(transaction, run)) await this.staging.judge(query, run);
      const at = this.clock.now();
      await applyRun({ query, scope: this.staging.scopeOf(run), at, today: this.staging.today() });
      await this.access.give(query, run);
      await this.finish(query, run, at);
    });
  }

  private async finish(query: Query, run: Run, at: Date): Promise<void> {
    const [source] = await query<{ first: boolean }>(sql`
      UPDATE publication_source s SET last_applied_run_id = ${run.id},
        last_applied_generated_at = greatest(s.last_applied_generated_at, ${run.generatedAt})
      WHERE s.id = ${run.sourceId} RETURNING old.last_applied_run_id IS NULL AS first`);
    const notifies = run.trigger !== 'replay' && (run.notifyFirst || !source?.first);
    await this.moves.move(query, run, 'finish', sql`, applied_at = ${at}, notifies = ${notifies}, failure = NULL`);
  }

  private async fail({ id, number, attempts }: Run, error: Error): Promise<never> {
    this.log.error(`run ${number}, attempt ${attempts}: ${error.stack}`);
    const given = attempts >= APPLICATION_ATTEMPTS;
    await this.work.write(async ({ query }) => {
      const run = await lockRun(query, id);
      const failure = error.message.slice(0, 1_000);
      if (given && ['ready', 'applying'].includes(run.state))
        await this.moves.move(query, run, 'give_up', sql`, failure = ${failure}`);
      else await query(sql`UPDATE publication_run SET failure = ${failure} WHERE id = ${id}`);
    });
    throw given ? new PermanentFailure(error.message) : error;
  }
}
