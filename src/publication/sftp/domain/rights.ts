import { isSha256 } from '../../../platform/files/domain/storage-keys.js';
import { parseDropped } from '../../drop-folder/folder-names.js';
import type { Place, SenderRoom } from './place.js';

export type Deed = 'list' | 'read' | 'write' | 'remove';
type FilePlace = Extract<Place, { kind: 'file' }>;

/** What senders may do with the files of each room: they put in, and read answers; nobody reads yesterday's accounts by SFTP. */
const DEEDS: Record<SenderRoom, readonly Deed[]> = {
  in: ['write', 'remove'],
  files: ['write', 'remove'],
  rejected: ['remove'],
  out: ['read', 'remove'],
  archive: [],
};
/** Ours, and that of WinSCP. */
const UNDER_WAY = ['.part', '.filepart'] as const;

export const DOCUMENT_BYTES = 100 * 1_024 ** 2;
export const MANIFEST_BYTES = 2 * 1_024 ** 3;
const COMMAND_BYTES = 1_024;

/** Whether a file is still being written, is whole, or is none that may be there. */
export function dropOf({ room, name }: FilePlace): 'under_way' | 'whole' | null {
  if (isExpected(room, name)) return 'whole';
  return UNDER_WAY.some((ending) => name.endsWith(ending) && isExpected(room, name.slice(0, -ending.length)))
    ? 'under_way'
    : null;
}

/** Every folder may be listed; none is made, removed, renamed or written. */
export function may(deed: Deed, place: Place): boolean {
  if (place.kind !== 'file') return deed === 'list';
  if (!DEEDS[place.room].includes(deed)) return false;
  if (deed === 'write') return dropOf(place) !== null;
  // What lies in `in/` under its own name is spoken: it is taken, not taken back.
  return deed !== 'remove' || place.room !== 'in' || dropOf(place) !== 'whole';
}

/** A file under way takes its name, or another one under way, in its room. */
export function mayRename(from: Place, to: Place): boolean {
  if (from.kind !== 'file' || to.kind !== 'file' || from.room !== to.room) return false;
  return may('write', from) && may('write', to) && dropOf(from) === 'under_way';
}

/** Bytes a file of that name may have. */
export function sizeLimit({ room, name }: FilePlace): number {
  if (room !== 'in') return DOCUMENT_BYTES;
  const [ending] = UNDER_WAY.filter((one) => name.endsWith(one));
  const dropped = parseDropped(ending ? name.slice(0, -ending.length) : name);
  return dropped?.kind === 'manifest' ? MANIFEST_BYTES : COMMAND_BYTES;
}

function isExpected(room: SenderRoom, name: string): boolean {
  return room === 'files' ? isSha256(name) : room === 'in' && parseDropped(name) !== null;
}
