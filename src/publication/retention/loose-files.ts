import { Injectable } from '@nestjs/common';
import { currentTenant } from '../../platform/context/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import { FileStore } from '../../platform/files/index.js';
import { FileHolders } from './file-holders.queries.js';
import { isHeld } from './file-retention.queries.js';

/** Files that are in no list of stored files: manifests, logs, the ZIPs of imports. */
@Injectable()
export class LooseFiles {
  private readonly holders = new FileHolders();

  constructor(
    private readonly work: UnitOfWork,
    private readonly files: FileStore,
  ) {}

  /** Erases it, unless something else is made of the very same bytes: a document sent in the place of a manifest, a logo. */
  async erase(sha256: string): Promise<void> {
    const held = await this.work.read(async (query) =>
      isHeld(query, await this.holders.holding(query, new Date(0)), sha256),
    );
    if (!held) await this.files.remove(currentTenant().id, sha256);
  }
}
