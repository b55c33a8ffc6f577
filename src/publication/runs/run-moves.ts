import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/index.js';
import { empty, type Query, sql, type Sql } from '../../platform/database/index.js';
import { Conflict } from '../../platform/errors/index.js';
import { Jobs } from '../../platform/jobs/index.js';
import { TenantActivity } from '../../tenants/index.js';
import { after, ENDED, OPEN_DAYS, type RunEvent } from '../domain/run-states.js';
import { APPLY_RUNS, END_RUN, EXPIRE_RUN } from '../jobs/kinds.js';
import type { Run } from './run.queries.js';
import { RunWaits } from './run-waits.js';

const DAY_MS = 86_400_000;
/** States in which a run waits for someone, and for how long at most. */
const WAITING = new Set(['receiving', 'awaiting_approval']);

/** The only hand that changes the state of a run: what follows from a state is written with it. */
@Injectable()
export class RunMoves {
  constructor(
    private readonly clock: Clock,
    private readonly jobs: Jobs,
    private readonly activity: TenantActivity,
    private readonly waits: RunWaits,
  ) {}

  /**
   * To be called in a transaction that holds the run locked.
   * @param changes further columns, each preceded by a comma
   * @throws Conflict when that may not happen in its state
   */
  async move(query: Query, run: Run, event: RunEvent, changes: Sql = empty): Promise<Run> {
    const state = after(run.state, event);
    if (state === null) {
      throw new Conflict('publication:error.run-state', { number: run.number }, `${event} in ${run.state}`);
    }
    const now = this.clock.now();
    const ended = ENDED.includes(state);
    const expiresAt = WAITING.has(state) ? new Date(now.getTime() + OPEN_DAYS * DAY_MS) : null;
    await query(sql`
      UPDATE publication_run SET state = ${state}, expires_at = ${expiresAt}, ended_at = ${ended ? now : null}${changes}
      WHERE id = ${run.id}`);
    const moved: Run = { ...run, state, expiresAt, endedAt: ended ? now : null };
    await this.follow(moved);
    return moved;
  }

  /** What a state entails, be it the first one of the run. */
  async follow(run: Run): Promise<void> {
    const { number, sourceCode: source, state, receivedAt, endedAt, manifestBytes: bytes } = run;
    // A rehearsal is no publication: the operator is not told of it.
    if (!run.simulate) await this.activity.recordRun({ number, source, state, receivedAt, endedAt, bytes });
    if (run.expiresAt) await this.jobs.later(EXPIRE_RUN, { runId: run.id }, { runAt: run.expiresAt, key: run.id });
    if (state === 'awaiting_approval') await this.waits.tell(run);
    if (ENDED.includes(state)) await this.jobs.later(END_RUN, { runId: run.id });
    if (state === 'ready' || state === 'applying') await this.jobs.later(APPLY_RUNS, { runId: run.id });
  }
}
