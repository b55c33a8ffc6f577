import { randomUUID } from 'node:crypto';
import type { Dirent } from 'node:fs';
import { lstat, mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

export type Room = 'in' | 'files' | 'rejected' | 'out' | 'archive' | 'receipts';

const ROOMS: Record<Room, string> = {
  in: 'in',
  files: 'files',
  rejected: 'files/rejected',
  out: 'out',
  archive: 'archive',
  receipts: 'archive/.runs',
};

/** `<DROP_ROOT>/<domain>/<source>`: where its files are, and how they are put there. What they mean is not for here. */
export class DropFolder {
  constructor(readonly path: string) {}

  /** Makes what is missing. @throws when a part of it is not a folder of its own, such as a link to elsewhere */
  async ensure(): Promise<void> {
    await mkdir(this.path, { recursive: true });
    for (const room of Object.values(ROOMS)) {
      const path = join(this.path, room);
      await mkdir(path).catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'EEXIST') throw error;
      });
      if (!(await lstat(path)).isDirectory()) throw new Error(`${path} is not a folder`);
    }
  }

  at(room: Room, name: string): string {
    return join(this.path, ROOMS[room], name);
  }

  /** Names of plain files, in order: no link, no folder. */
  async names(room: Room): Promise<string[]> {
    const entries: Dirent[] = await readdir(join(this.path, ROOMS[room]), { withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile())
      .map(({ name }) => name)
      .sort();
  }

  async modifiedAt(room: Room, name: string): Promise<Date | null> {
    const found = await lstat(this.at(room, name)).catch(() => null);
    return found?.mtime ?? null;
  }

  /** Whole or not at all: written aside under a hidden name, flushed, then renamed. */
  async put(room: Room, name: string, pieces: Iterable<string> | AsyncIterable<string | Uint8Array>): Promise<void> {
    const aside = this.at(room, `.${randomUUID()}.tmp`);
    try {
      const handle = await open(aside, 'wx');
      try {
        for await (const piece of pieces) await handle.appendFile(piece);
        await handle.sync();
      } finally {
        await handle.close();
      }
      await rename(aside, this.at(room, name));
    } catch (error) {
      await rm(aside, { force: true });
      throw error;
    }
  }

  /** What has gone meanwhile is not missed. */
  async move(from: Room, name: string, to: Room, newName = name): Promise<void> {
    await rename(this.at(from, name), this.at(to, newName)).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
    });
  }

  async remove(room: Room, name: string): Promise<void> {
    await rm(this.at(room, name), { force: true });
  }
}
