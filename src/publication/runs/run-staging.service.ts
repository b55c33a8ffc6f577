import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/index.js';
import { currentTenant } from '../../platform/context/index.js';
import { type Query, sql, type Transaction } from '../../platform/database/index.js';
import { stageDeskProblems } from '../desk/desk-problems.queries.js';
import { type Forecast, forecastRun } from '../applying/forecast.queries.js';
import { settleFiles, settleStaging } from '../resolving/settle.js';
import { RunScope } from '../staging/run-scope.js';
import { stageRun } from '../staging/stage-run.js';
import { stagingBasis } from '../staging/staging-context.queries.js';
import { ManifestArchive } from './manifest-archive.js';
import type { Run } from './run.queries.js';
import { reasonsToWait, writeCounts } from './run-counts.queries.js';

/** What a run is, between its manifest and its application: rows in staging tables, found again or made again. */
@Injectable()
export class RunStaging {
  constructor(
    private readonly clock: Clock,
    private readonly archive: ManifestArchive,
  ) {}

  scopeOf(run: Run): RunScope {
    return new RunScope(run.id, run.sourceId, run.scope);
  }

  /** The day it is for the agency. */
  today(): string {
    return this.clock.today(currentTenant().timeZone);
  }

  /** Stages the run from its manifest. @returns files the host lacks. @throws ManifestRefused */
  async stage(transaction: Transaction, run: Run): Promise<{ files: number; bytes: number }> {
    if (run.manifestFile === null) throw new Error(`The manifest of run ${run.number} is no longer kept`);
    const manifest = await this.archive.open(run.manifestFile);
    try {
      const { header, givesPasswords } = await stageRun(transaction, run, manifest);
      await transaction.query(sql`UPDATE publication_run SET gives_passwords = ${givesPasswords} WHERE id = ${run.id}`);
      if (run.sourceKind === 'desk') await stageDeskProblems(transaction.query, run);
      return await settleStaging(
        transaction.query,
        { scope: this.scopeOf(run), lines: run.lines },
        header,
        this.today(),
      );
    } finally {
      manifest.destroy();
    }
  }

  /**
   * Staged again when the staging is lost, or rests on settings, binders or a publication that are no longer those in force.
   * @returns whether it was
   */
  async stageAgainIfStale(transaction: Transaction, run: Run): Promise<boolean> {
    const { query } = transaction;
    const [staged] = await query<{ basis: string }>(sql`SELECT basis FROM staged_run WHERE run_id = ${run.id}`);
    if (staged?.basis === (await stagingBasis(query, run.sourceId))) return false;
    await this.stage(transaction, run);
    await this.settleFiles(query, run);
    return true;
  }

  /** The run as it will be judged: what files came to be since its check is seen, what is missing now is set aside. */
  async settle(transaction: Transaction, run: Run): Promise<void> {
    if (await this.stageAgainIfStale(transaction, run)) return;
    const [since] = await transaction.query<{ files: boolean }>(sql`
      SELECT last_byte_at > checked_at OR EXISTS (SELECT FROM run_missing_file m WHERE m.run_id = r.id) AS files
      FROM publication_run r WHERE r.id = ${run.id}`);
    if (since?.files) await this.settleFiles(transaction.query, run);
  }

  /** Writes down what the run would do, and whether it must wait for a person's yes. */
  async judge(query: Query, run: Run): Promise<Forecast & { reasons: Awaited<ReturnType<typeof reasonsToWait>> }> {
    const forecast = await forecastRun(query, this.scopeOf(run), this.today());
    await writeCounts(query, run.id, forecast);
    const reasons = await reasonsToWait(query, forecast);
    await query(sql`UPDATE publication_run SET guard_reasons = ${JSON.stringify(reasons)}::jsonb WHERE id = ${run.id}`);
    return { ...forecast, reasons };
  }

  private settleFiles(query: Query, run: Run): Promise<void> {
    return settleFiles(query, { scope: this.scopeOf(run), lines: run.lines }, true);
  }
}
