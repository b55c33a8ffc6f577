import { constants, type Stats } from 'node:fs';
import { type FileHandle, lstat, open } from 'node:fs/promises';
import { Readable } from 'node:stream';

const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = constants;
const NOT_A_FILE = new Set(['ENOENT', 'ELOOP', 'ENXIO', 'EISDIR', 'ENOTDIR']);

/** The file changed while it was read: its sender is still at it. */
export class FileChanged extends Error {
  constructor(path: string) {
    super(`${path} changed while it was read`);
  }
}

/** A plain file held open: what is read is that file and no other, to its end, whatever is renamed meanwhile. */
export class SteadyFile {
  private constructor(
    private readonly path: string,
    private readonly handle: FileHandle,
    private readonly found: Stats,
  ) {}

  /** @returns null when nothing is there, or nothing that is a plain file; links are not followed */
  static async open(path: string): Promise<SteadyFile | null> {
    const handle = await open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK).catch((error: NodeJS.ErrnoException) => {
      if (NOT_A_FILE.has(error.code ?? '')) return null;
      throw error;
    });
    const found = await handle?.stat();
    if (handle && found?.isFile()) return new SteadyFile(path, handle, found);
    await handle?.close();
    return null;
  }

  get bytes(): number {
    return this.found.size;
  }

  get modifiedAt(): Date {
    return this.found.mtime;
  }

  /** From the first byte, as often as asked. Fails with FileChanged at the end when the file is no longer what it was. */
  stream(): Readable {
    return Readable.from(this.pieces(), { objectMode: false });
  }

  /** Whether the name still stands for this file, as it was found. */
  async isInPlace(): Promise<boolean> {
    const now = await lstat(this.path).catch(() => null);
    return now !== null && now.ino === this.found.ino && sameContent(now, this.found);
  }

  close(): Promise<void> {
    return this.handle.close();
  }

  private async *pieces(): AsyncGenerator<Buffer> {
    yield* this.handle.createReadStream({ start: 0, autoClose: false }) as AsyncIterable<Buffer>;
    if (!sameContent(await this.handle.stat(), this.found)) throw new FileChanged(this.path);
  }
}

const sameContent = (one: Stats, other: Stats) => one.size === other.size && one.mtimeMs === other.mtimeMs;
