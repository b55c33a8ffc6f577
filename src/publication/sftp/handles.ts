import type { OpenAnswer, OpenDrop } from './open-files.js';
import type { Place } from './domain/place.js';
import { denied, failed } from './sftp-failure.js';

export interface OpenList {
  place: Place;
  /** Names still to be told. */
  names: string[];
}
export type Held =
  | { kind: 'answer'; file: OpenAnswer }
  | { kind: 'drop'; file: OpenDrop; place: Place }
  | { kind: 'list'; list: OpenList };

const AT_ONCE = 64;
const HANDLE_BYTES = 4;

/** What a connection holds open, by the four bytes its client was given for it. */
export class Handles {
  private readonly held = new Map<number, Held>();
  private last = 0;

  /** @throws SftpFailure when too much is open already */
  assertRoom(): void {
    if (this.held.size >= AT_ONCE) throw failed('too-many-open');
  }

  hold(what: Held): Buffer {
    this.last += 1;
    this.held.set(this.last, what);
    const handle = Buffer.alloc(HANDLE_BYTES);
    handle.writeUInt32BE(this.last);
    return handle;
  }

  /** @throws SftpFailure for one that is not held as such */
  get<Kind extends Held['kind']>(handle: Buffer, kind: Kind): Extract<Held, { kind: Kind }> {
    const held = this.any(handle);
    if (held.kind !== kind) throw denied('handle');
    return held as Extract<Held, { kind: Kind }>;
  }

  any(handle: Buffer): Held {
    const held = handle.length === HANDLE_BYTES ? this.held.get(handle.readUInt32BE()) : undefined;
    if (!held) throw denied('handle');
    return held;
  }

  release(handle: Buffer): Held {
    const held = this.any(handle);
    this.held.delete(handle.readUInt32BE());
    return held;
  }

  /** The connection ends. */
  async releaseAll(): Promise<void> {
    const files = [...this.held.values()].filter((held) => held.kind !== 'list');
    this.held.clear();
    await Promise.allSettled(files.map(({ file }) => file.giveUp()));
  }
}
