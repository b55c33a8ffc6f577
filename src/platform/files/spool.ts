import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { chunksOf, upTo } from './chunks.js';

export interface Spooled {
  path: string;
  sha256: string;
  bytes: number;
}

/** Where bytes land first, on the local disk, to be measured and looked at before anything of them counts as stored. */
export class Spool {
  constructor(private readonly folder: string) {}

  /** Hands the flushed file to `work`, and leaves nothing behind. @throws FileRefused past `maxBytes` */
  async hold<T>(stream: Readable, maxBytes: number, work: (spooled: Spooled) => Promise<T>): Promise<T> {
    await mkdir(this.folder, { recursive: true });
    const path = join(this.folder, randomUUID());
    try {
      return await work({ path, ...(await write(stream, path, maxBytes)) });
    } finally {
      await rm(path, { force: true });
    }
  }

  /** Removes what a killed process left. */
  async sweep(unchangedSince: Date): Promise<number> {
    let removed = 0;
    for (const name of await readdir(this.folder).catch(() => [])) {
      const path = join(this.folder, name);
      const found = await stat(path).catch(() => null);
      if (!found || found.mtime >= unchangedSince) continue;
      await rm(path, { force: true });
      removed += 1;
    }
    return removed;
  }
}

async function write(stream: Readable, path: string, maxBytes: number): Promise<{ sha256: string; bytes: number }> {
  const hash = createHash('sha256');
  let bytes = 0;
  const measure = async function* (chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const chunk of chunks) {
      bytes += chunk.length;
      hash.update(chunk);
      yield chunk;
    }
  };
  await pipeline(upTo(chunksOf(stream), maxBytes), measure, createWriteStream(path, { mode: 0o600, flush: true }));
  return { sha256: hash.digest('hex'), bytes };
}
