// The process of read-apart.ts: a manifest comes in by the standard input, lines of COPY go out by messages.
import { ManifestRefused } from '../manifest/manifest.types.js';
import type { Batch } from './batch.js';
import { PublishedAccounts } from './published-accounts.js';
import { readRows } from './read-rows.js';
import type { Asked, ReadingTask, Told } from './reading-task.js';

/** Batches on their way: one is being stored while the next one waits and a third is gathered. */
const AHEAD = 2;

const published = new PublishedAccounts();
let underWay = 0;
let wake: () => void = () => undefined;
/** To nobody, when whoever asked is gone. */
const tell = (told: Told) => process.send?.(told, undefined, {}, () => undefined);

/** Resolves when there is room for another batch; this one is copied at once, as any message. */
async function send(batch: Batch): Promise<void> {
  tell({ kind: 'batch', batch });
  underWay += 1;
  while (underWay >= AHEAD) await new Promise<void>((resolve) => (wake = resolve));
}

async function read(task: ReadingTask): Promise<Told> {
  try {
    return { kind: 'read', reading: await readRows(task, published, process.stdin, send) };
  } catch (error) {
    if (error instanceof ManifestRefused) return { kind: 'refused', problem: error.problem };
    return { kind: 'failed', why: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

process.on('message', (asked: Asked) => {
  if (asked.kind === 'published') return published.add(asked.accounts);
  if (asked.kind === 'read') return void read(asked.task).then(tell);
  underWay -= 1;
  wake();
});
// Whoever asked is gone.
process.on('disconnect', () => process.exit());
