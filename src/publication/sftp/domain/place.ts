export type SenderRoom = 'in' | 'files' | 'rejected' | 'out' | 'archive';

/** Where a path of a sender leads. There is nothing else: the tree is of our making, not that of a disk. */
export type Place =
  { kind: 'root' } | { kind: 'room'; room: SenderRoom } | { kind: 'file'; room: SenderRoom; name: string };

/** Each room by its path; the only folders there are. */
export const ROOM_PATHS: Record<SenderRoom, string> = {
  in: 'in',
  files: 'files',
  rejected: 'files/rejected',
  out: 'out',
  archive: 'archive',
};
const ROOMS = Object.keys(ROOM_PATHS) as SenderRoom[];
const LONGEST_PATH = 1_024;
/** A runRef of 64, its ending, the ending of what is under way; no first dot, which hides files. */
const NAME = /^[A-Za-z0-9_:-][A-Za-z0-9._:-]{0,99}$/;

export const isVisibleName = (name: string): boolean => NAME.test(name);

/**
 * Reads a path as its sender means it: from the root, `..` going up to the root and no further, before any disk is asked.
 * null: there is nothing of that name, nor can there be.
 */
export function placeAt(path: string): Place | null {
  if (path.length > LONGEST_PATH) return null;
  const steps: string[] = [];
  for (const step of path.split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '' && step !== '.') steps.push(step);
  }
  if (steps.length === 0) return { kind: 'root' };
  const room = roomAt(steps.join('/'));
  if (room) return { kind: 'room', room };
  const name = steps.pop() ?? '';
  const holder = roomAt(steps.join('/'));
  return holder && isVisibleName(name) ? { kind: 'file', room: holder, name } : null;
}

/** From the root, with a leading slash. */
export function pathOf(place: Place): string {
  if (place.kind === 'root') return '/';
  const room = `/${ROOM_PATHS[place.room]}`;
  return place.kind === 'room' ? room : `${room}/${place.name}`;
}

const roomAt = (path: string): SenderRoom | undefined => ROOMS.find((room) => ROOM_PATHS[room] === path);
