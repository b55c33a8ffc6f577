import { type ChildProcess, fork } from 'node:child_process';
import { on, once } from 'node:events';
import { join } from 'node:path';
import { finished, type Readable, type Writable } from 'node:stream';
import { PROJECT_ROOT } from '../../platform/project-root.js';
import { ManifestRefused } from '../manifest/manifest.types.js';
import type { Batch } from './batch.js';
import type { Reading, ReadingTask, Told } from './reading-task.js';

/** The file that was built, whether this one was or not. */
const PROGRAM = join(PROJECT_ROOT, 'dist/publication/staging/reading-process.js');
/** A small heap of its own: what a manifest leaves behind is collected early, and never weighs on a process that serves pages. */
const FLAGS = ['--enable-source-maps', '--max-semi-space-size=8', '--max-old-space-size=128'];

/**
 * Reads a manifest in a process of its own, so that memory stays the same whatever its size and pages are served meanwhile. `store`
 * is given the batches one after the other; when it fails, the reading is over.
 * @throws ManifestRefused, what `store` throws, what makes the manifest unreadable
 */
export async function readApart(
  task: ReadingTask,
  manifest: Readable,
  store: (batch: Batch) => Promise<void>,
): Promise<Reading> {
  const reader = fork(PROGRAM, {
    execArgv: FLAGS,
    env: {},
    serialization: 'advanced',
    stdio: ['pipe', 'ignore', 'inherit', 'ipc'],
  });
  const broken = new Promise<never>((_, reject) => finished(manifest, (error) => error && reject(error)));
  broken.catch(() => undefined); // a manifest let go of afterwards
  const gone = once(reader, 'exit').catch(() => undefined);
  const following = follow(reader, store);
  try {
    reader.send(task, ended);
    feed(manifest, reader.stdin as Writable);
    return await Promise.race([following, broken]);
  } finally {
    reader.kill('SIGKILL');
    await following.catch(() => undefined); // the batch being stored comes to its end first
    await gone;
  }
}

async function follow(reader: ChildProcess, store: (batch: Batch) => Promise<void>): Promise<Reading> {
  for await (const [message] of on(reader, 'message', { close: ['exit'] })) {
    const told = message as Told;
    if (told.kind === 'read') return told.reading;
    if (told.kind === 'refused') throw new ManifestRefused(told.problem);
    if (told.kind === 'failed') throw new Error(`The manifest could not be read: ${told.why}`);
    await store(told.batch);
    if (reader.connected) reader.send('stored', ended);
  }
  throw new Error(`The process that reads manifests ended before its end (${reader.signalCode ?? reader.exitCode})`);
}

/** What is sent to a reader that has ended: its end says enough. */
const ended = () => undefined;

/** Not a pipeline: a manifest that breaks off must not end what the reader is given, which would take it for a short one. */
function feed(manifest: Readable, into: Writable): void {
  into.on('error', ended);
  manifest.pipe(into);
}
