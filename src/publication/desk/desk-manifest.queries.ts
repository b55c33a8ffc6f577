import { type Query, sql } from '../../platform/database/index.js';
import type { StoredBlob } from '../../platform/files/index.js';
import type { ManifestHeader } from '../manifest/manifest.types.js';
import type { DeskProblem } from './desk-section.js';

/** The run has its manifest, as the archive holds it. */
export async function giveManifest(
  query: Query,
  runId: string,
  header: ManifestHeader,
  { sha256, bytes }: StoredBlob,
): Promise<void> {
  await query(sql`
    UPDATE publication_run SET manifest_sha256 = ${sha256}, manifest_file = ${sha256}, manifest_bytes = ${bytes}::bigint,
      lines = ${header.lines}::text[], scope = ${JSON.stringify(header.scope)}::jsonb, generated_at = ${header.generatedAt}
    WHERE id = ${runId}`);
}

/** What the manifest could not list, one row for each reference. */
export async function keepProblems(query: Query, runId: string, problems: readonly DeskProblem[]): Promise<void> {
  await query(sql`
    INSERT INTO desk_problem (run_id, ref, message)
    SELECT ${runId}::uuid, ref, string_agg(message, ' ') FROM jsonb_to_recordset(${JSON.stringify(problems)}::jsonb) AS p (ref text, message text)
    GROUP BY ref`);
}
