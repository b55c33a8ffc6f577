import { type Query, raw, sql } from '../../platform/database/index.js';
import { ENDED } from '../domain/run-states.js';
import type { ManifestOfRun } from './domain/kept-manifests.js';

const RUNS_AT_ONCE = 50;
const ROWS_AT_ONCE = 20_000;

/** Runs whose manifest is kept. */
export function runsWithManifest(query: Query, timeZone: string): Promise<ManifestOfRun[]> {
  return query<ManifestOfRun>(sql`
    SELECT id, source_id AS "sourceId", number, to_char(received_at AT TIME ZONE ${timeZone}, 'YYYY-MM') AS month,
      state = 'applied' AS applied, state <> ALL (${ENDED}::text[]) AS open
    FROM publication_run WHERE manifest_file IS NOT NULL`);
}

/** @returns the files they named, as do those that follow */
export async function dropManifests(query: Query, runIds: readonly string[]): Promise<string[]> {
  const rows = await query<{ file: string }>(sql`
    UPDATE publication_run SET manifest_file = NULL WHERE id = ANY (${[...runIds]}::uuid[]) RETURNING old.manifest_file AS file`);
  return rows.map(({ file }) => file);
}

/** Of runs that ended by then. */
export async function dropLogs(query: Query, until: Date): Promise<string[]> {
  const rows = await query<{ file: string }>(sql`
    UPDATE publication_run SET log_file = NULL WHERE log_file IS NOT NULL AND coalesce(ended_at, received_at) <= ${until}
    RETURNING old.log_file AS file`);
  await query(sql`
    DELETE FROM run_transfer t USING publication_run r
    WHERE r.id = t.run_id AND coalesce(r.ended_at, r.received_at) <= ${until}`);
  return rows.map(({ file }) => file);
}

/**
 * The first runs that ended by `old`, rehearsals by `simulated`. Not those in force, of each source and of each line, nor those that say
 * when someone ceased to be published.
 */
export async function runsPastTerm(query: Query, old: Date, simulated: Date): Promise<string[]> {
  const rows = await query<{ id: string }>(sql`
    SELECT r.id FROM publication_run r
    WHERE r.state = ANY (${ENDED}::text[])
      AND (coalesce(r.ended_at, r.received_at) <= ${old} OR r.simulate AND coalesce(r.ended_at, r.received_at) <= ${simulated})
      AND NOT EXISTS (SELECT FROM publication_source s WHERE s.last_applied_run_id = r.id)
      AND NOT EXISTS (
        SELECT FROM unnest(r.lines) AS of (line)
        WHERE r.state = 'applied' AND NOT EXISTS (SELECT FROM publication_run n
          WHERE n.state = 'applied' AND of.line = ANY (n.lines) AND (n.applied_at, n.number) > (r.applied_at, r.number)))
      AND NOT EXISTS (SELECT FROM party p WHERE p.withdrawn_run_id = r.id AND p.publication_state = 'withdrawn' AND NOT EXISTS (
        SELECT FROM anonymised_party a WHERE a.party_id = p.id AND a.at >= r.applied_at))
    ORDER BY r.number LIMIT ${RUNS_AT_ONCE}`);
  return rows.map(({ id }) => id);
}

export async function deleteRuns(query: Query, runIds: readonly string[]): Promise<string[]> {
  const rows = await query<{ manifest: string | null; log: string | null }>(sql`
    DELETE FROM publication_run WHERE id = ANY (${[...runIds]}::uuid[]) RETURNING manifest_file AS manifest, log_file AS log`);
  return rows.flatMap(({ manifest, log }) => [manifest, log]).filter((file) => file !== null);
}

/** What a run wrote by the thousand. */
export const DETAILS = ['run_change', 'run_problem', 'run_transfer'] as const;
export type Details = (typeof DETAILS)[number];

/** Some of them. @returns whether there may be more */
export async function deleteDetails(query: Query, table: Details, runIds: readonly string[]): Promise<boolean> {
  const [gone] = await query<{ rows: number }>(sql`
    WITH gone AS (
      DELETE FROM ${raw(table)} WHERE ctid = ANY (ARRAY(
        SELECT d.ctid FROM ${raw(table)} d WHERE d.run_id = ANY (${[...runIds]}::uuid[]) LIMIT ${ROWS_AT_ONCE})) RETURNING 1)
    SELECT count(*)::int AS rows FROM gone`);
  return (gone?.rows ?? 0) === ROWS_AT_ONCE;
}
