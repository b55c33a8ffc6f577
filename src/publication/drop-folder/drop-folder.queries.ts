import { type Query, sql } from '../../platform/database/index.js';
import { OPEN } from '../domain/run-states.js';
import { type Run, selectRun } from '../runs/run.queries.js';
import { selectSource, type Source } from '../sources/sources.service.js';

export interface WatchedSource {
  id: string;
  code: string;
  /** A run of the source waits for files. */
  receiving: boolean;
}

export interface DroppedFile {
  sha256: string;
  /** Announced size while the file is awaited; null otherwise. */
  bytes: number | null;
  /** Why it was refused before. */
  refused: string | null;
}

/** Sources of the tenant that may use a folder. */
export function watchedSources(query: Query): Promise<WatchedSource[]> {
  return query<WatchedSource>(sql`
    SELECT s.id, s.code, EXISTS (
      SELECT FROM publication_run r WHERE r.tenant_id = s.tenant_id AND r.source_id = s.id AND r.state = 'receiving') AS receiving
    FROM publication_source s WHERE s.kind = 'machine' AND s.state = 'active' AND s.drop_folder ORDER BY s.code`);
}

/** The source as it is now; null when it may use a folder no more. */
export async function watchedSource(query: Query, id: string): Promise<Source | null> {
  const [source] = await query<Source>(sql`
    ${selectSource} WHERE id = ${id} AND kind = 'machine' AND state = 'active' AND drop_folder`);
  return source ?? null;
}

export async function openRun(query: Query, sourceId: string): Promise<Run | null> {
  const [run] = await query<Run>(sql`
    ${selectRun} WHERE r.source_id = ${sourceId} AND r.state = ANY (${OPEN}::text[])`);
  return run ?? null;
}

export async function runByRef(query: Query, sourceId: string, runRef: string): Promise<Run | null> {
  const [run] = await query<Run>(sql`${selectRun} WHERE r.source_id = ${sourceId} AND r.run_ref = ${runRef}`);
  return run ?? null;
}

/** Of these files, those the run waits for or has refused, and those the host has already; the others are not for it. */
export function knownFiles(query: Query, runId: string, digests: string[]): Promise<DroppedFile[]> {
  return query<DroppedFile>(sql`
    SELECT d.sha256, CASE WHEN m.refused IS NULL THEN m.bytes END AS bytes, m.refused
    FROM unnest(${digests}::text[]) AS d (sha256)
    LEFT JOIN run_missing_file m ON m.run_id = ${runId} AND m.sha256 = d.sha256
    LEFT JOIN stored_file f ON f.sha256 = d.sha256 AND f.state = 'complete'
    WHERE m.sha256 IS NOT NULL OR f.sha256 IS NOT NULL ORDER BY d.sha256`);
}
