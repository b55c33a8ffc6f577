import { randomUUID } from 'node:crypto';
import { constants, type Stats } from 'node:fs';
import { type FileHandle, lstat, open, rename, rm } from 'node:fs/promises';
import type { Place } from './domain/place.js';
import { dropOf, sizeLimit } from './domain/rights.js';
import type { SenderFolder } from './sender-folder.js';
import { denied, failed } from './sftp-failure.js';

type FilePlace = Extract<Place, { kind: 'file' }>;

export interface WritingWish {
  create: boolean;
  truncate: boolean;
  append: boolean;
  /** Only if there is none yet. */
  exclusive: boolean;
}

const { O_RDONLY, O_WRONLY, O_NOFOLLOW, O_NONBLOCK, O_CREAT, O_TRUNC, O_APPEND, O_EXCL } = constants;
const PLAIN = O_NOFOLLOW | O_NONBLOCK;
const MODE = 0o640;
const LONGEST_READ = 32 * 1_024;
/** Bytes after which the disk is asked again: a file of 2 GiB must not fill what is kept for everybody else. */
const ROOM_ASKED_EVERY = 16 * 1_024 ** 2;

/** An answer held open. */
export class OpenAnswer {
  private constructor(private readonly handle: FileHandle) {}

  static async at(folder: SenderFolder, place: FilePlace): Promise<OpenAnswer> {
    return new OpenAnswer(await openPlain(await folder.pathOf(place), O_RDONLY));
  }

  /** At most so many bytes from there; none at the end. */
  async read(offset: number, length: number): Promise<Buffer> {
    const buffer = Buffer.allocUnsafe(Math.min(length, LONGEST_READ));
    const { bytesRead } = await this.handle.read(buffer, 0, buffer.length, offset);
    return buffer.subarray(0, bytesRead);
  }

  stat(): Promise<Stats> {
    return this.handle.stat();
  }

  close(): Promise<void> {
    return this.handle.close();
  }

  giveUp(): Promise<void> {
    return this.handle.close();
  }
}

/** A file being sent. Under a name that is its last one it is written aside, and is there once it is closed: whole, or not at all. */
export class OpenDrop {
  private torn = false;
  private sinceRoom = 0;

  private constructor(
    private readonly folder: SenderFolder,
    private readonly handle: FileHandle,
    private readonly written: { path: string; becomes: string | null },
    private readonly limit: number,
    private appended: number | null,
  ) {}

  /** @throws SftpFailure when a whole file would be gone on with: only what is under way can be */
  static async at(folder: SenderFolder, place: FilePlace, wish: WritingWish): Promise<OpenDrop> {
    await folder.assertRoom();
    const path = await folder.pathOf(place);
    if (dropOf(place) === 'under_way') {
      const handle = await openPlain(path, O_WRONLY | flagsOf(wish));
      const from = wish.append ? (await handle.stat()).size : null;
      return new OpenDrop(folder, handle, { path, becomes: null }, sizeLimit(place), from);
    }
    const there = await lstat(path).catch(() => null);
    if (there && wish.exclusive) throw failed('exists');
    if (there && !wish.truncate) throw failed('whole');
    const aside = await folder.hiddenBeside(place, randomUUID());
    const handle = await openPlain(aside, O_WRONLY | O_CREAT | O_EXCL);
    return new OpenDrop(folder, handle, { path: aside, becomes: path }, sizeLimit(place), wish.append ? 0 : null);
  }

  async write(offset: number, bytes: Buffer): Promise<void> {
    const at = this.appended ?? offset;
    try {
      if (at + bytes.length > this.limit) throw failed('size');
      await this.askRoom(bytes.length);
      for (let done = 0; done < bytes.length;)
        done += (await this.handle.write(bytes, done, bytes.length - done, at + done)).bytesWritten;
    } catch (error) {
      this.torn = true;
      throw error;
    }
    if (this.appended !== null) this.appended = at + bytes.length;
  }

  stat(): Promise<Stats> {
    return this.handle.stat();
  }

  private async askRoom(bytes: number): Promise<void> {
    this.sinceRoom += bytes;
    if (this.sinceRoom < ROOM_ASKED_EVERY) return;
    this.sinceRoom = 0;
    await this.folder.assertRoom();
  }

  /** @throws SftpFailure when something could not be written: a torn file never takes its name */
  async close(): Promise<void> {
    try {
      if (this.torn) throw failed('torn');
      await this.handle.sync();
    } catch (error) {
      await this.giveUp();
      throw error;
    }
    await this.handle.close();
    if (this.written.becomes) await rename(this.written.path, this.written.becomes);
  }

  /** What has a name of its own stays, to be gone on with. */
  async giveUp(): Promise<void> {
    await this.handle.close();
    if (this.written.becomes) await rm(this.written.path, { force: true });
  }
}

function flagsOf({ create, truncate, append, exclusive }: WritingWish): number {
  return (
    (create ? O_CREAT : 0) | (truncate ? O_TRUNC : 0) | (append ? O_APPEND : 0) | (create && exclusive ? O_EXCL : 0)
  );
}

async function openPlain(path: string, flags: number): Promise<FileHandle> {
  const handle = await open(path, flags | PLAIN, MODE);
  if ((await handle.stat()).isFile()) return handle;
  await handle.close();
  throw denied('not-a-file');
}
