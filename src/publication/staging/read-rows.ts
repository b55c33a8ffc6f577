import { readManifest } from '../manifest/read-manifest.js';
import type { Batch } from './batch.js';
import { binderNames } from './binder-names.js';
import { Gathering } from './gathering.js';
import { ManifestRefs } from './manifest-refs.js';
import { ManifestStager } from './manifest-stager.js';
import type { PublishedAccounts } from './published-accounts.js';
import type { Reading, ReadingTask } from './reading-task.js';

/** Bytes gathered before they are sent: the same, whatever the size of the manifest. */
const BATCH_BYTES = 1_000_000;

/**
 * Reads a manifest as lines of its staging tables, given to `send` by batches, which it must copy before it returns its promise.
 * @throws ManifestRefused
 */
export async function readRows(
  { sourceId, isDesk, settings, binders, buildings }: ReadingTask,
  published: PublishedAccounts,
  manifest: AsyncIterable<Uint8Array>,
  send: (batch: Batch) => Promise<void>,
): Promise<Reading> {
  const lines = new Gathering();
  const listed = binders.flatMap((place) => (place.ref === null ? [] : [[place.ref, place] as const]));
  const lineOf = new Map(buildings.map(({ id, line }) => [id, line]));
  const refs = new ManifestRefs(sourceId, settings, new Map(listed), lineOf, isDesk);
  const leave = () => {
    const sent = send(lines.batch());
    lines.clear();
    return sent;
  };
  const pace = () => (lines.size < BATCH_BYTES ? undefined : leave());
  const stager = new ManifestStager(lines, refs, binderNames(binders), published, pace);
  const summary = await readManifest(manifest, stager);
  await leave();
  return { summary, stagedAside: stager.setAsideByRef };
}
