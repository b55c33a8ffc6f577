import { Injectable } from '@nestjs/common';
import type { Readable } from 'node:stream';
import { currentTenant } from '../../../platform/context/index.js';
import { FileStore } from '../../../platform/files/index.js';
import { LooseFiles } from '../../retention/loose-files.js';
import { type ArchiveEntry, checkArchive, withArchive } from './archive-entries.js';

const MOST_BYTES = 4 * 1024 ** 3;

/** ZIPs on their way to a run: stored as they came until their files are taken, then kept by nobody. */
@Injectable()
export class ImportArchives {
  constructor(
    private readonly files: FileStore,
    private readonly loose: LooseFiles,
  ) {}

  /** @returns its digest. @throws FileRefused; InvalidInput at `archive` when it is no ZIP */
  async keep(stream: Readable): Promise<string> {
    const tenantId = currentTenant().id;
    const { sha256 } = await this.files.receive(tenantId, stream, { maxBytes: MOST_BYTES });
    try {
      await checkArchive(this.files, tenantId, sha256);
    } catch (error) {
      await this.letGo(sha256);
      throw error;
    }
    return sha256;
  }

  /** Nothing is read of one that is gone: another import brought the same and is done with it. */
  async read(sha256: string, take: (entries: AsyncIterable<ArchiveEntry>) => Promise<void>): Promise<void> {
    const tenantId = currentTenant().id;
    if (await this.files.has(tenantId, sha256)) await withArchive(this.files, tenantId, sha256, take);
  }

  /** Unless something else is made of the same bytes: a file of a publication, a manifest or a logo somebody took for the ZIP. May be done twice. */
  async letGo(sha256: string): Promise<void> {
    await this.loose.erase(sha256);
  }
}
