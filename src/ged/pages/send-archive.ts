import { once } from 'node:events';
import { pipeline } from 'node:stream/promises';
import { ZipArchive } from 'archiver';
import type { Response } from 'express';
import type { FileStore } from '../../platform/files/index.js';
import { savedAs } from '../../platform/http/index.js';
import type { ArchiveEntry } from '../domain/archive-plan.js';

const INTERRUPTED = ['ERR_STREAM_PREMATURE_CLOSE', 'ECONNRESET', 'EPIPE'];

/**
 * Streams the files as one ZIP, one at a time: memory and open files stay flat. They are stored as they are, being compressed already.
 * Access was checked by the caller. A file missing from the store breaks the answer off rather than leave it out unsaid.
 */
export async function sendArchive(
  store: FileStore,
  response: Response,
  tenantId: string,
  filename: string,
  entries: ArchiveEntry[],
) {
  const archive = new ZipArchive({ store: true });
  const first = entries[0] && (await store.open(tenantId, entries[0].sha256));
  response.set({
    'Content-Type': 'application/zip',
    'Content-Disposition': savedAs(filename),
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'private, no-store',
  });
  const sending = pipeline(archive, response);
  const filling = fill();
  try {
    await Promise.all([sending, filling]);
  } catch (error) {
    archive.destroy();
    if (!INTERRUPTED.includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  }

  async function fill(): Promise<void> {
    for (const [index, { sha256, name }] of entries.entries()) {
      if (archive.destroyed) return;
      const bytes = index === 0 && first ? first : await store.open(tenantId, sha256);
      const written = once(archive, 'entry');
      archive.append(bytes, { name });
      await written;
    }
    await archive.finalize();
  }
}
