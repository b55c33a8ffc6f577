import { sql, type Transaction } from '../../platform/database/index.js';
import type { ManifestHeader, ManifestSummary, SectionCounts } from '../manifest/manifest.types.js';
import { readManifest } from '../manifest/read-manifest.js';
import { ManifestRefs } from './manifest-refs.js';
import { ManifestStager } from './manifest-stager.js';
import { analyseStaging, clearStaging } from './staged-tables.js';
import { stagingBasis, stagingContext } from './staging-context.queries.js';
import { StagingWriter } from './staging-writer.js';

export interface Staged extends ManifestSummary {
  runId: string;
}

/**
 * Reads the manifest into the staging tables of the run, in place of what was staged of it before. `admit` is told the header before
 * anything else, and may refuse it.
 * @throws ManifestRefused; the transaction must then be given up
 */
export async function stageRun(
  transaction: Transaction,
  run: { id: string; sourceId: string },
  manifest: AsyncIterable<Uint8Array>,
  admit: (header: ManifestHeader) => void | Promise<void>,
): Promise<Staged> {
  const { query } = transaction;
  await clearStaging(query, run.id);
  await query(sql`DELETE FROM run_problem WHERE run_id = ${run.id}`);
  const basis = await stagingBasis(query, run.sourceId);
  const { settings, binders, buildingLines, binderNames, isDesk } = await stagingContext(query, run.sourceId);
  const writer = new StagingWriter(transaction, run.id);
  const refs = new ManifestRefs(run.sourceId, settings, binders, buildingLines, isDesk);
  const stager = new ManifestStager(writer, refs, binderNames, admit);
  let summary: ManifestSummary;
  try {
    summary = await readManifest(manifest, stager);
    await writer.finish();
  } finally {
    await writer.idle();
  }
  await query(sql`
    INSERT INTO staged_run (run_id, basis, listed, nameless)
    VALUES (${run.id}, ${basis}, ${JSON.stringify(summary.listed)}, ${JSON.stringify(namelessOf(summary, stager.setAsideByRef))})`);
  await analyseStaging(query);
  return { ...summary, runId: run.id };
}

/** Rows set aside that could not be staged, for want of a reference. */
function namelessOf({ setAside }: ManifestSummary, staged: SectionCounts): SectionCounts {
  return Object.fromEntries(
    Object.entries(setAside).map(([section, count]) => [
      section,
      count - (staged[section as keyof SectionCounts] ?? 0),
    ]),
  );
}
