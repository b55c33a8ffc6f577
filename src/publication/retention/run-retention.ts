import { Injectable } from '@nestjs/common';
import { currentTenant } from '../../platform/context/index.js';
import { raw, sql, UnitOfWork } from '../../platform/database/index.js';
import { Jobs } from '../../platform/jobs/index.js';
import { ENDED } from '../domain/run-states.js';
import { keptManifests, type ManifestOfRun } from './domain/kept-manifests.js';
import { monthOf, pastTerm } from './domain/terms.js';
import { ERASE_FILES } from './kinds.js';

const RUNS_AT_ONCE = 50;
const ROWS_AT_ONCE = 20_000;
/** What a run wrote by the thousand, before the run itself goes. */
const DETAILS = ['run_change', 'run_problem', 'run_transfer'];

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

  private async manifests(now: Date): Promise<void> {
    const { timeZone } = currentTenant();
    await this.work.write(async ({ query }) => {
      const runs = await query<ManifestOfRun>(sql`
        SELECT id, source_id AS "sourceId", number, to_char(received_at AT TIME ZONE ${timeZone}, 'YYYY-MM') AS month,
          state = 'applied' AS applied, state <> ALL (${ENDED}::text[]) AS open
        FROM publication_run WHERE manifest_file IS NOT NULL`);
      const kept = keptManifests(runs, monthOf(now, timeZone));
      const dropped = runs.filter(({ id }) => !kept.has(id)).map(({ id }) => id);
      if (dropped.length === 0) return;
      const rows = await query<{ file: string }>(sql`
        UPDATE publication_run SET manifest_file = NULL WHERE id = ANY (${dropped}::uuid[]) RETURNING old.manifest_file AS file`);
      await this.jobs.later(ERASE_FILES, { files: rows.map(({ file }) => file) });
    });
  }

  private async logs(now: Date): Promise<void> {
    const old = pastTerm('runLog', now, currentTenant().timeZone);
    await this.work.write(async ({ query }) => {
      const rows = await query<{ file: string }>(sql`
        UPDATE publication_run SET log_file = NULL WHERE log_file IS NOT NULL AND coalesce(ended_at, received_at) <= ${old}
        RETURNING old.log_file AS file`);
      if (rows.length > 0) await this.jobs.later(ERASE_FILES, { files: rows.map(({ file }) => file) });
      await query(sql`
        DELETE FROM run_transfer t USING publication_run r
        WHERE r.id = t.run_id AND coalesce(r.ended_at, r.received_at) <= ${old}`);
    });
  }

  /** @returns whether there may be more of them */
  private async oldRuns(now: Date): Promise<boolean> {
    const { timeZone } = currentTenant();
    const old = pastTerm('run', now, timeZone);
    const simulated = pastTerm('simulation', now, timeZone);
    const ids = await this.work.read(async (query) => {
      const rows = await query<{ id: string }>(sql`
        SELECT r.id FROM publication_run r
        WHERE r.state = ANY (${ENDED}::text[])
          AND (coalesce(r.ended_at, r.received_at) <= ${old} OR r.state = 'simulated' AND coalesce(r.ended_at, r.received_at) <= ${simulated})
          -- What is in force, of each source and of each line, and what says when someone ceased to be published.
          AND NOT EXISTS (SELECT FROM publication_source s WHERE s.last_applied_run_id = r.id)
          AND NOT EXISTS (
            SELECT FROM unnest(r.lines) AS of (line)
            WHERE r.state = 'applied' AND NOT EXISTS (SELECT FROM publication_run n
              WHERE n.state = 'applied' AND of.line = ANY (n.lines) AND (n.applied_at, n.number) > (r.applied_at, r.number)))
          AND NOT EXISTS (SELECT FROM party p WHERE p.withdrawn_run_id = r.id AND p.publication_state = 'withdrawn' AND NOT EXISTS (
            SELECT FROM anonymised_party a WHERE a.party_id = p.id AND a.at >= r.applied_at))
        ORDER BY r.number LIMIT ${RUNS_AT_ONCE}`);
      return rows.map(({ id }) => id);
    });
    if (ids.length === 0) return false;
    for (const table of DETAILS) await this.details(table, ids);
    await this.work.write(async ({ query }) => {
      const rows = await query<{ manifest: string | null; log: string | null }>(sql`
        DELETE FROM publication_run WHERE id = ANY (${ids}::uuid[]) RETURNING manifest_file AS manifest, log_file AS log`);
      const files = rows.flatMap(({ manifest, log }) => [manifest, log]).filter((file) => file !== null);
      if (files.length > 0) await this.jobs.later(ERASE_FILES, { files });
    });
    return ids.length === RUNS_AT_ONCE;
  }

  private async details(table: string, runIds: string[]): Promise<void> {
    for (let more = true; more;) {
      const [gone] = await this.work.write(({ query }) =>
        query<{ rows: number }>(sql`
          WITH gone AS (
            DELETE FROM ${raw(table)} WHERE ctid = ANY (ARRAY(
              SELECT d.ctid FROM ${raw(table)} d WHERE d.run_id = ANY (${runIds}::uuid[]) LIMIT ${ROWS_AT_ONCE})) RETURNING 1)
          SELECT count(*)::int AS rows FROM gone`),
      );
      more = (gone?.rows ?? 0) === ROWS_AT_ONCE;
    }
  }
}
