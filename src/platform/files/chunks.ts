import type { Readable } from 'node:stream';
import { FileRefused } from './file-refused.js';

/** Chunks as they come. Stopping half-way leaves the stream open: a request that is refused can still be answered. */
export function chunksOf(stream: Readable): AsyncIterable<Buffer> {
  return stream.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>;
}

/** The same chunks as long as they stay within `limit` bytes together. @throws FileRefused at the first one beyond */
export async function* upTo(chunks: AsyncIterable<Buffer>, limit: number): AsyncGenerator<Buffer> {
  let left = limit;
  for await (const chunk of chunks) {
    left -= chunk.length;
    if (left < 0) throw new FileRefused('too_large', `more than ${limit} bytes`);
    yield chunk;
  }
}
