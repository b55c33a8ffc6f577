import { createReadStream } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { type MissingFile, type PublicationApi, Refused } from './publication-api.js';

/** Above it, a file is sent so that a cut connection goes on where it stopped. */
const IN_ONE_PIECE = 8_000_000;
const RESUMPTIONS = 20;

export async function uploadFile(api: PublicationApi, path: string, { sha256, bytes }: MissingFile): Promise<void> {
  if (bytes <= IN_ONE_PIECE) {
    await api.put(sha256, bytes, () => createReadStream(path));
    return;
  }
  for (let attempt = 0; ; attempt += 1) {
    const offset = await api.offset(sha256);
    if (offset >= bytes) return;
    try {
      await api.append(sha256, offset, bytes - offset, () => createReadStream(path, { start: offset }));
      return;
    } catch (error) {
      const lasting = error instanceof Refused && error.status !== 409 && error.status < 500;
      if (lasting || attempt === RESUMPTIONS) throw error;
      await pause(Math.min(30, 2 ** attempt) * 1_000);
    }
  }
}
