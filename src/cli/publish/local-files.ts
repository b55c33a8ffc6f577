import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { MissingFile } from './publication-api.js';

/** The files that stand beside a manifest, found by what the server asks for: their digest. Names and folders are free. */
export class LocalFiles {
  private readonly digests = new Map<string, string>();

  private constructor(private readonly bySize: ReadonlyMap<number, string[]>) {}

  static async under(folder: string, except: string): Promise<LocalFiles> {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const bySize = new Map<number, string[]>();
    for (const entry of entries) {
      const path = join(entry.parentPath, entry.name);
      if (!entry.isFile() || path === except) continue;
      const { size } = await stat(path);
      bySize.set(size, [...(bySize.get(size) ?? []), path]);
    }
    return new LocalFiles(bySize);
  }

  /** Path of the file, or null when nothing here has that digest. Only files of the right size are read. */
  async find({ sha256, bytes, filename }: MissingFile): Promise<string | null> {
    const candidates = [...(this.bySize.get(bytes) ?? [])].sort((one, other) => likely(other) - likely(one));
    function likely(path: string): number {
      const name = basename(path);
      return name.startsWith(sha256) ? 2 : name === filename ? 1 : 0;
    }
    for (const path of candidates) if ((await this.digest(path)) === sha256) return path;
    return null;
  }

  private async digest(path: string): Promise<string> {
    const known = this.digests.get(path);
    if (known) return known;
    const hash = createHash('sha256');
    await pipeline(createReadStream(path), hash);
    const digest = hash.digest('hex');
    this.digests.set(path, digest);
    return digest;
  }
}
