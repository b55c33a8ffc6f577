import type { Stats } from 'node:fs';
import { lstat, readdir, rename, rm, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { DropFolder } from '../drop-folder/drop-folder.js';
import { isVisibleName, type Place, ROOM_PATHS, type SenderRoom } from './domain/place.js';
import { denied, failed, noSuchFile } from './sftp-failure.js';

export interface Entry {
  name: string;
  isFolder: boolean;
  bytes: number;
  modifiedAt: Date;
}

/** Kept for the rest of the machine, whoever sends. */
const RESERVE = { bytes: 512 * 1_024 ** 2, share: 0.05 };

/** The folder of a source as its sender sees it: rooms, plain files, no link and nothing hidden. What is allowed is judged before. */
export class SenderFolder {
  constructor(private readonly folder: DropFolder) {}

  /** @throws SftpFailure where a room is no folder of ours any more, such as a link to elsewhere */
  async pathOf(place: Place): Promise<string> {
    if (place.kind === 'root') return this.folder.path;
    let path = this.folder.path;
    for (const step of ROOM_PATHS[place.room].split('/')) {
      path = join(path, step);
      if (!(await lstat(path)).isDirectory()) throw denied('not-a-file');
    }
    return place.kind === 'file' ? join(path, place.name) : path;
  }

  /** A name beside the file under which nobody else sees it. */
  async hiddenBeside(place: Extract<Place, { kind: 'file' }>, id: string): Promise<string> {
    return join(await this.pathOf({ kind: 'room', room: place.room }), `.${id}.tmp`);
  }

  /** Names of what a folder shows, in order. */
  async names(place: Place): Promise<string[]> {
    if (place.kind === 'root') return ['archive', 'files', 'in', 'out'];
    const entries = await readdir(await this.pathOf(place), { withFileTypes: true });
    return entries
      .filter((entry) =>
        entry.isFile() ? isVisibleName(entry.name) : place.kind === 'room' && isRoom(place.room, entry),
      )
      .map(({ name }) => name)
      .sort();
  }

  /** null: nothing there, or nothing that is a plain file or a room. */
  async look(place: Place): Promise<Entry | null> {
    const found = await lstat(await this.pathOf(place)).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return null;
      throw error;
    });
    if (!found || (place.kind === 'file' ? !found.isFile() : !found.isDirectory())) return null;
    const name = place.kind === 'file' ? place.name : place.kind === 'room' ? place.room : '.';
    return entryOf(name, found);
  }

  async remove(place: Place): Promise<void> {
    if (!(await this.look(place))) throw noSuchFile();
    await rm(await this.pathOf(place));
  }

  /** Takes the place of what bears the new name, at once: nobody sees half of one and half of the other. */
  async rename(from: Place, to: Place): Promise<void> {
    if (!(await this.look(from))) throw noSuchFile();
    await rename(await this.pathOf(from), await this.pathOf(to));
  }

  /** @throws SftpFailure while the disk is nearly full */
  async assertRoom(): Promise<void> {
    const { bavail, blocks, bsize } = await statfs(this.folder.path);
    if (bavail * bsize < Math.min(RESERVE.bytes, blocks * bsize * RESERVE.share)) throw failed('full');
  }
}

export function entryOf(name: string, found: Stats): Entry {
  return { name, isFolder: found.isDirectory(), bytes: found.size, modifiedAt: found.mtime };
}

const isRoom = (room: SenderRoom, entry: { name: string; isDirectory(): boolean }): boolean =>
  room === 'files' && entry.name === 'rejected' && entry.isDirectory();
