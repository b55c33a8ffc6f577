import type { Attributes, FileEntry } from 'ssh2';
import ssh2 from 'ssh2';
import { attributesOf, longNameOf } from './domain/listing.js';
import { type Place, pathOf, placeAt } from './domain/place.js';
import { dropOf, may, mayRename } from './domain/rights.js';
import { Handles } from './handles.js';
import { OpenAnswer, OpenDrop } from './open-files.js';
import { type Entry, entryOf, type SenderFolder } from './sender-folder.js';
import { denied, noSuchFile } from './sftp-failure.js';

/** What a request is answered; `end` is the end of a file or of a list. */
export type Reply =
  | { kind: 'done' | 'end' }
  | { kind: 'handle'; handle: Buffer }
  | { kind: 'bytes'; bytes: Buffer }
  | { kind: 'entries'; entries: FileEntry[] }
  | { kind: 'attributes'; attributes: Attributes };

const { OPEN_MODE } = ssh2.utils.sftp;
const ENTRIES_AT_ONCE = 100;
const DONE: Reply = { kind: 'done' };

/** The requests of one connection, each answered or failing with SftpFailure (or the disk's own error). They come one at a time. */
export class Operations {
  readonly handles = new Handles();

  constructor(
    private readonly folder: SenderFolder,
    private readonly owner: string,
    /** Something has come whole into a room. */
    private readonly arrived: () => Promise<void>,
  ) {}

  async open(path: string, flags: number): Promise<Reply> {
    const place = existing(path);
    this.handles.assertRoom();
    if (place.kind !== 'file') throw denied('not-a-file');
    if (!(flags & OPEN_MODE.WRITE)) {
      if (!may('read', place)) throw denied(place.room === 'archive' ? 'archive' : 'sent');
      return this.held({ kind: 'answer', file: await OpenAnswer.at(this.folder, place) });
    }
    if (!may('write', place)) throw denied(`write-${place.room}`);
    const file = await OpenDrop.at(this.folder, place, {
      create: (flags & OPEN_MODE.CREAT) !== 0,
      truncate: (flags & OPEN_MODE.TRUNC) !== 0,
      append: (flags & OPEN_MODE.APPEND) !== 0,
      exclusive: (flags & OPEN_MODE.EXCL) !== 0,
    });
    return this.held({ kind: 'drop', file, place });
  }

  async read(handle: Buffer, offset: number, length: number): Promise<Reply> {
    const bytes = await this.handles.get(handle, 'answer').file.read(offset, length);
    return bytes.length === 0 ? { kind: 'end' } : { kind: 'bytes', bytes };
  }

  async write(handle: Buffer, offset: number, bytes: Buffer): Promise<Reply> {
    await this.handles.get(handle, 'drop').file.write(offset, bytes);
    return DONE;
  }

  async close(handle: Buffer): Promise<Reply> {
    const held = this.handles.release(handle);
    if (held.kind === 'list') return DONE;
    await held.file.close();
    if (held.kind === 'drop') await this.tellOf(held.place);
    return DONE;
  }

  async stat(path: string): Promise<Reply> {
    const entry = await this.folder.look(existing(path));
    if (!entry) throw noSuchFile();
    return attributes(entry);
  }

  async statOpen(handle: Buffer): Promise<Reply> {
    const held = this.handles.any(handle);
    if (held.kind === 'list') return this.stat(pathOf(held.list.place));
    return attributes(entryOf('', await held.file.stat()));
  }

  /** Times and modes are the host's: what senders wish of them is heard and left. */
  async keepAttributes(): Promise<Reply> {
    return DONE;
  }

  async list(path: string): Promise<Reply> {
    const place = existing(path);
    this.handles.assertRoom();
    if (!may('list', place)) throw denied('not-a-folder');
    return this.held({ kind: 'list', list: { place, names: await this.folder.names(place) } });
  }

  async next(handle: Buffer): Promise<Reply> {
    const { list } = this.handles.get(handle, 'list');
    while (list.names.length > 0) {
      const names = list.names.splice(0, ENTRIES_AT_ONCE);
      const found = await Promise.all(names.map((name) => this.entry(list.place, name)));
      const entries = found.filter((entry) => entry !== null);
      if (entries.length > 0) return { kind: 'entries', entries };
    }
    return { kind: 'end' };
  }

  async remove(path: string): Promise<Reply> {
    const place = existing(path);
    if (!may('remove', place)) throw denied('remove');
    await this.folder.remove(place);
    return DONE;
  }

  async rename(from: string, to: string): Promise<Reply> {
    const [here, there] = [existing(from), placeAt(to)];
    if (!there || !mayRename(here, there)) throw denied('rename');
    await this.folder.rename(here, there);
    await this.tellOf(there);
    return DONE;
  }

  /** Where a path leads, told from the root; whether something is there is for another request. */
  async realPath(path: string): Promise<Reply> {
    return { kind: 'entries', entries: [{ filename: pathOf(existing(path)), longname: '', attrs: {} as Attributes }] };
  }

  async refuse(why: string): Promise<Reply> {
    throw denied(why);
  }

  private async entry(place: Place, name: string): Promise<FileEntry | null> {
    const path = `${pathOf(place)}/${name}`;
    const found = await this.folder.look(existing(path));
    const listed = found && { ...found, name };
    return listed && { filename: name, longname: longNameOf(listed, this.owner), attrs: attributesOf(listed) };
  }

  private async tellOf(place: Place): Promise<void> {
    if (place.kind === 'file' && dropOf(place) === 'whole') await this.arrived();
  }

  private held(what: Parameters<Handles['hold']>[0]): Reply {
    return { kind: 'handle', handle: this.handles.hold(what) };
  }
}

function existing(path: string): Place {
  const place = placeAt(path);
  if (!place) throw noSuchFile();
  return place;
}

const attributes = (entry: Entry): Reply => ({ kind: 'attributes', attributes: attributesOf(entry) });
