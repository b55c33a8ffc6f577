import { Injectable } from '@nestjs/common';
import { Audit } from '../../platform/audit/index.js';
import { Clock } from '../../platform/clock/index.js';
import { type Query, sql, UnitOfWork } from '../../platform/database/index.js';
import { Conflict, InvalidInput } from '../../platform/errors/index.js';
import { after, ENDED } from '../domain/run-states.js';
import { FilesMissing } from '../publication-errors.js';
import { missingFiles } from '../resolving/files.queries.js';
import { lockRun, type Run } from './run.queries.js';
import { RunMoves } from './run-moves.js';

export interface Decision {
  staffId: string;
  note?: string;
  /** "Notifier dès cette publication". */
  notifyFirst?: boolean;
  /** Residents are told of nothing that this run brings. */
  notifyNobody?: boolean;
}

/** What people and sources decide of a run. */
@Injectable()
export class RunDecisions {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly moves: RunMoves,
    private readonly audit: Audit,
  ) {}

  /**
   * The sender has sent everything. Repeated, it changes nothing.
   * @param allowMissing sets aside what is still missing
   * @throws FilesMissing
   */
  commit(runId: string, allowMissing: boolean): Promise<{ run: Run; fresh: boolean }> {
    return this.work.write(async ({ query }) => {
      const run = await lockRun(query, runId);
      if (run.state !== 'receiving') {
        if (ENDED.includes(run.state) && run.state !== 'applied') throw stateConflict(run, 'commit');
        if (run.state === 'checking') throw stateConflict(run, 'commit');
        return { run, fresh: false };
      }
      const { files } = await missingFiles(query, runId);
      if (files > 0 && !allowMissing) throw new FilesMissing(runId, files);
      const changes = sql`, ready_at = ${this.clock.now()}, allow_missing = ${allowMissing}`;
      return { run: await this.moves.move(query, run, 'commit', changes), fresh: true };
    });
  }

  /** @throws Conflict once it is being applied, or ended otherwise */
  abandon(runId: string): Promise<Run> {
    return this.work.write(async ({ query }) => {
      const run = await lockRun(query, runId);
      return run.state === 'abandoned' ? run : this.moves.move(query, run, 'abandon');
    });
  }

  /**
   * A person's yes to a run that waits, who shows to have read it by typing how many rows it withdraws (PUB-95).
   * @throws InvalidInput at `withdrawals`; Conflict when somebody decided before (PUB-98)
   */
  approve(runId: string, withdrawals: number, decision: Decision): Promise<Run> {
    return this.work.write(async ({ query }) => {
      const run = await this.undecided(query, runId);
      const [planned] = await query<{ total: number }>(sql`
        SELECT coalesce(sum(withdrawn), 0)::int AS total FROM run_count WHERE run_id = ${runId}`);
      if (planned?.total !== withdrawals) throw InvalidInput.at('withdrawals', 'publication:error.withdrawals-typed');
      const now = this.clock.now();
      const moved = await this.moves.move(
        query,
        run,
        'approve',
        sql`, decided_by = ${decision.staffId}, decided_at = ${now}, decision_note = ${decision.note ?? null},
          notify_first = notify_first OR ${decision.notifyFirst ?? false}, notify_nobody = ${decision.notifyNobody ?? false}`,
      );
      await this.audit.record({
        action: 'publication.approve',
        subject: { kind: 'publication_run', id: runId },
        details: { withdrawals },
      });
      return moved;
    });
  }

  /** @throws Conflict when somebody decided before */
  reject(runId: string, decision: Decision & { note: string }): Promise<Run> {
    return this.work.write(async ({ query }) => {
      const run = await this.undecided(query, runId);
      const moved = await this.moves.move(
        query,
        run,
        'reject',
        sql`, decided_by = ${decision.staffId}, decided_at = ${this.clock.now()}, decision_note = ${decision.note}`,
      );
      const { note } = decision;
      await this.audit.record({
        action: 'publication.reject',
        subject: { kind: 'publication_run', id: runId },
        details: { note },
      });
      return moved;
    });
  }

  /** Nobody sent a byte, or decided, in time. @returns when to look again; null when the run is over */
  expire(runId: string): Promise<Date | null> {
    return this.work.write(async ({ query }) => {
      const run = await lockRun(query, runId);
      if (run.expiresAt === null || after(run.state, 'expire') === null) return null;
      if (run.expiresAt > this.clock.now()) return run.expiresAt;
      await this.moves.move(query, run, 'expire');
      return null;
    });
  }

  private async undecided(query: Query, runId: string): Promise<Run> {
    const run = await lockRun(query, runId);
    if (run.state !== 'awaiting_approval')
      throw new Conflict('publication:error.already-decided', { number: run.number });
    return run;
  }
}

const stateConflict = (run: Run, event: string) =>
  new Conflict('publication:error.run-state', { number: run.number }, `${event} in ${run.state}`);
