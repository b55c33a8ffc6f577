import type { Readable } from 'node:stream';
import type { Transaction } from '../../platform/database/index.js';
import type { ManifestSummary, SectionCounts } from '../manifest/manifest.types.js';
import { publishedAccounts } from './published-accounts.queries.js';
import { readApart } from './read-apart.js';
import { analyseStaging, clearStaging, forgetProblems, noteStaged } from './staged-tables.queries.js';
import { readingTask, stagingBasis } from './staging-context.queries.js';
import { StagingWriter } from './staging-writer.js';

/**
 * Reads the manifest into the staging tables of the run, in place of what was staged of it before.
 * @throws ManifestRefused; the transaction must then be given up
 */
export async function stageRun(
  transaction: Transaction,
  run: { id: string; sourceId: string },
  manifest: Readable,
): Promise<ManifestSummary> {
  const { query } = transaction;
  await clearStaging(query, run.id);
  await forgetProblems(query, run.id);
  const basis = await stagingBasis(query, run.sourceId);
  const writer = new StagingWriter(transaction, run.id);
  const task = await readingTask(query, run.sourceId);
  const published = publishedAccounts(query, run.sourceId);
  const { summary, stagedAside } = await readApart(task, published, manifest, (batch) => writer.store(batch));
  await noteStaged(query, run.id, { basis, listed: summary.listed, nameless: namelessOf(summary, stagedAside) });
  await analyseStaging(query);
  return summary;
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
