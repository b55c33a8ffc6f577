import type { SFTPWrapper } from 'ssh2';

/** What the library keeps of a channel and its types leave out. Where a later version keeps it elsewhere, things go on without. */
interface Internals {
  outgoing?: { id: number; window: number };
  _protocol?: { exitStatus?(id: number, status: number): void };
}
const inside = (wire: SFTPWrapper) => wire as unknown as Internals;

/** Bytes the client is ready to read. */
export const windowOf = (wire: SFTPWrapper): number => inside(wire).outgoing?.window ?? Infinity;

/** Closes the channel with exit status 0, without which scp believes its transfer failed. */
export function closeDone(wire: SFTPWrapper): void {
  const { outgoing, _protocol } = inside(wire);
  if (outgoing) _protocol?.exitStatus?.(outgoing.id, 0);
  wire.end();
}
