import { Injectable } from '@nestjs/common';
import { currentTenant } from '../../platform/context/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import { FileStore } from '../../platform/files/index.js';
import { FileHolders } from './file-holders.queries.js';
import { LooseFiles } from './loose-files.js';
import { markErased, unheldFiles } from './file-retention.queries.js';

/** Bytes nothing holds any more. */
@Injectable()
export class FileRetention {
  constructor(
    private readonly work: UnitOfWork,
    private readonly files: FileStore,
    private readonly holders: FileHolders,
    private readonly loose: LooseFiles,
  ) {}

  /** Erases files received before that instant, and held by nothing since. */
  async sweep(goneBefore: Date): Promise<void> {
    for (let after: string | undefined = ''; after !== undefined;) after = await this.sweepSome(goneBefore, after);
  }

  /** Erases files that are in no list of stored files (manifests, logs), unless something holds them all the same. */
  async eraseLoose(digests: readonly string[]): Promise<void> {
    for (const sha256 of digests) await this.loose.erase(sha256);
  }

  /** @returns the digest to go on after; undefined after the last */
  private async sweepSome(goneBefore: Date, after: string): Promise<string | undefined> {
    const { digests, last } = await this.work.read(async (query) =>
      unheldFiles(query, await this.holders.holding(query, goneBefore), { until: goneBefore, after }),
    );
    for (const sha256 of digests) await this.erase(sha256, goneBefore);
    return last ? undefined : digests.at(-1);
  }

  /**
   * The bytes go while the file's row is locked: nobody may take the file for held, nor for missing and send it again, in between. What
   * is cut short is done again the next night.
   */
  private async erase(sha256: string, goneBefore: Date): Promise<void> {
    await this.work.write(async ({ query }) => {
      const holding = await this.holders.holding(query, goneBefore);
      if (await markErased(query, holding, sha256)) await this.files.remove(currentTenant().id, sha256);
    });
  }
}
