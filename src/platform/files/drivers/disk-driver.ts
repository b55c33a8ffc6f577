import { createReadStream } from 'node:fs';
import { type FileHandle, access, constants, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { type BlobDriver, type ByteRange, FLUSH_BYTES } from './blob-driver.js';

/** Files under one folder, which several processes may share (a volume). Writes are whole: rename, then the folder is synced. */
export class DiskDriver implements BlobDriver {
  constructor(private readonly root: string) {}

  async place(key: string, path: string): Promise<void> {
    const target = this.path(key);
    const folder = dirname(target);
    await mkdir(folder, { recursive: true });
    await rename(path, target);
    await syncFolder(folder);
  }

  size(key: string): Promise<number | null> {
    return sizeOf(this.path(key));
  }

  open(key: string, range?: ByteRange): Promise<Readable | null> {
    return openStream(this.path(key), range);
  }

  async remove(key: string): Promise<void> {
    await rm(this.path(key), { force: true });
  }

  async partialSize(key: string): Promise<number> {
    return (await sizeOf(this.path(key))) ?? 0;
  }

  /** Writes at a position, never "at the end": a sender that comes back while its dead connection lingers does no harm. */
  async append(key: string, offset: number, chunks: AsyncIterable<Buffer>): Promise<number> {
    const path = this.path(key);
    await mkdir(dirname(path), { recursive: true });
    const handle = await open(path, constants.O_WRONLY | constants.O_CREAT, 0o600);
    try {
      return await writeFrom(handle, offset, chunks);
    } finally {
      await handle.datasync();
      await handle.close();
    }
  }

  async openPartial(key: string): Promise<Readable> {
    return (await this.open(key)) ?? Readable.from([]);
  }

  removePartial(key: string): Promise<void> {
    return this.remove(key);
  }

  async sweep(area: string, unchangedSince: Date): Promise<number> {
    const entries = await readdir(join(this.root, area), { recursive: true, withFileTypes: true }).catch(() => []);
    let removed = 0;
    for (const entry of entries) {
      if (!entry.isFile()) continue;
      const path = join(entry.parentPath, entry.name);
      const found = await stat(path).catch(() => null);
      if (!found || found.mtime >= unchangedSince) continue;
      await rm(path, { force: true });
      removed += 1;
    }
    return removed;
  }

  async check(): Promise<void> {
    await mkdir(this.root, { recursive: true });
    await access(this.root, constants.W_OK);
  }

  private path(key: string): string {
    return join(this.root, key);
  }
}

async function writeFrom(handle: FileHandle, offset: number, chunks: AsyncIterable<Buffer>): Promise<number> {
  let position = offset;
  let flushed = offset;
  for await (const chunk of chunks) {
    await writeAll(handle, chunk, position);
    position += chunk.length;
    if (position - flushed < FLUSH_BYTES) continue;
    await handle.datasync();
    flushed = position;
  }
  return position;
}

async function writeAll(handle: FileHandle, chunk: Buffer, position: number): Promise<void> {
  let written = 0;
  while (written < chunk.length) {
    const { bytesWritten } = await handle.write(chunk, written, chunk.length - written, position + written);
    written += bytesWritten;
  }
}

async function sizeOf(path: string): Promise<number | null> {
  return (await unlessAbsent(() => stat(path)))?.size ?? null;
}

/** Fails here, not later in the stream, when the file cannot be read. */
async function openStream(path: string, range?: ByteRange): Promise<Readable | null> {
  const handle = await unlessAbsent(() => open(path, 'r'));
  return handle && createReadStream(path, { fd: handle, ...range });
}

async function unlessAbsent<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
