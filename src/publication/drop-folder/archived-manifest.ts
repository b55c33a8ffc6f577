import { createGzip } from 'node:zlib';
import { Readable } from 'node:stream';
import { DEFAULT_LIMITS } from '../manifest/reading/limits.js';
import { textSource } from '../manifest/reading/text-source.js';
import { withoutPasswords } from '../passwords/without-passwords.js';
import type { DropFolder } from './drop-folder.js';
import type { SteadyFile } from './steady-file.js';

/** Moves a manifest that was dealt with to the archive; if it gives passwords, a copy without them goes there instead (PUB-60). */
export async function archiveManifest(
  folder: DropFolder,
  file: SteadyFile,
  name: string,
  keptAs: string,
): Promise<void> {
  if (!(await file.isInPlace())) return; // another one has come under its name meanwhile
  if (!(await givesPasswords(file))) return folder.move('in', name, 'archive', keptAs);
  const packed = keptAs.endsWith('.gz') ? keptAs : `${keptAs}.gz`;
  const text = Readable.from(redacted(file), { objectMode: false });
  await folder.put('archive', packed, text.pipe(createGzip()));
  await folder.remove('in', name);
}

const redacted = (file: SteadyFile, found: () => void = () => undefined) =>
  withoutPasswords(textSource(file.stream(), DEFAULT_LIMITS).pieces, found);

/** What cannot be read to its end is kept as it is: its sender will want to look at it. */
async function givesPasswords(file: SteadyFile): Promise<boolean> {
  let passwords = 0;
  try {
    for await (const _ of redacted(file, () => (passwords += 1))) void _;
  } catch {
    return false;
  }
  return passwords > 0;
}
