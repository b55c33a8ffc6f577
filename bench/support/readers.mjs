// The processes a server reads manifests in (src/publication/staging/read-apart.ts): gone before one could ask them at the end.
import { clearInterval, setInterval } from 'node:timers';
import { readFile } from 'node:fs/promises';
import { peakMemory } from './server.mjs';

const EVERY_MS = 100;

/** Watches the readers of a server. @returns their peak memory so far, in MB, and how to stop */
export function watchReaders(pid) {
  let peak = 0;
  const timer = setInterval(async () => {
    for (const child of await childrenOf(pid)) peak = Math.max(peak, await memoryOfReader(child));
  }, EVERY_MS);
  return { peak: () => peak, stop: () => clearInterval(timer) };
}

async function childrenOf(pid) {
  const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '');
  return children.split(' ').filter((one) => one !== '');
}

async function memoryOfReader(pid) {
  const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  if (!command.includes('reading-process')) return 0;
  return (await peakMemory(pid).catch(() => 0)) || 0;
}
