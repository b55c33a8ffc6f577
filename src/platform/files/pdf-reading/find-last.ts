import type { ByteSource } from '../byte-source.js';

const WINDOW_BYTES = 1024 * 1024;
/** Longest match that may straddle two windows. */
const OVERLAP_BYTES = 1024;

/** Where the last match of a global expression begins, looking from the end backwards; null when nowhere. One window in memory. */
export async function findLast(source: ByteSource, expression: RegExp): Promise<number | null> {
  for (let end = source.size; end > 0; end -= WINDOW_BYTES) {
    const start = Math.max(0, end - WINDOW_BYTES);
    const text = (await source.read(start, end - start + OVERLAP_BYTES)).toString('latin1');
    const last = [...text.matchAll(expression)].filter((match) => start + match.index < end).at(-1);
    if (last) return start + last.index;
  }
  return null;
}
