import type { ChildProcess } from 'node:child_process';
import { on, once } from 'node:events';
import { finished, type Readable } from 'node:stream';
import { ManifestRefused } from '../manifest/manifest.types.js';
import type { Batch } from './batch.js';
import { feed, startProgram } from './program.js';
import type { Asked, Reading, ReadingTask, Told } from './reading-task.js';

/**
 * Reads a manifest in a process of its own, so that memory stays the same whatever its size and pages are served meanwhile. `store`
 * is given the batches one after the other; when it fails, the reading is over.
 * @param published pages of accounts whose entries need not be given when they are the same
 * @throws ManifestRefused, what `store` throws, what makes the manifest unreadable
 */
export async function readApart(
  task: ReadingTask,
  published: AsyncIterable<Uint8Array>,
  manifest: Readable,
  store: (batch: Batch) => Promise<void>,
): Promise<Reading> {
  const reader = startProgram('staging/reading-process.js', [], 'ignore');
  const broken = new Promise<never>((_, reject) => finished(manifest, (error) => error && reject(error)));
  broken.catch(() => undefined); // a manifest let go of afterwards
  const gone = once(reader, 'exit').catch(() => undefined);
  const following = follow(reader, store);
  const begun = begin(reader, task, published).then(() => feed(manifest, reader));
  try {
    return await Promise.race([following, broken, begun.then(() => following)]);
  } finally {
    reader.kill('SIGKILL');
    await Promise.allSettled([begun, following]); // what is under way on the connection comes to its end first
    await gone;
  }
}

async function begin(reader: ChildProcess, task: ReadingTask, published: AsyncIterable<Uint8Array>): Promise<void> {
  for await (const accounts of published) {
    await tell(reader, { kind: 'published', accounts });
    if (!reader.connected) return;
  }
  await tell(reader, { kind: 'read', task });
}

async function follow(reader: ChildProcess, store: (batch: Batch) => Promise<void>): Promise<Reading> {
  for await (const [message] of on(reader, 'message', { close: ['exit'] })) {
    const told = message as Told;
    if (told.kind === 'read') return told.reading;
    if (told.kind === 'refused') throw new ManifestRefused(told.problem);
    if (told.kind === 'failed') throw new Error(`The manifest could not be read: ${told.why}`);
    await store(told.batch);
    void tell(reader, { kind: 'stored' });
  }
  throw new Error(`The process that reads manifests ended before its end (${reader.signalCode ?? reader.exitCode})`);
}

/** Resolves once it is on its way, or lost; a reader that has ended is told nothing more: its end says enough. */
function tell(reader: ChildProcess, asked: Asked): Promise<void> {
  return new Promise((resolve) => (reader.connected ? reader.send(asked, () => resolve()) : resolve()));
}
