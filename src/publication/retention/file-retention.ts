import { Injectable } from '@nestjs/common';
import { currentTenant } from '../../platform/context/index.js';
import { sql, UnitOfWork } from '../../platform/database/index.js';
import { FileStore } from '../../platform/files/index.js';
import { FileHolders } from './file-holders.js';

const BATCH = 500;

/** Bytes nothing holds any more. */
@Injectable()
export class FileRetention {
  constructor(
    private readonly work: UnitOfWork,
    private readonly files: FileStore,
    private readonly holders: FileHolders,
  ) {}

  /** Erases files received before that instant, and held by nothing since. @returns how many */
  async sweep(goneBefore: Date): Promise<number> {
    let erased = 0;
    for (let after = ''; ;) {
      const batch = await this.unheld(goneBefore, after);
      for (const sha256 of batch) if (await this.erase(sha256, goneBefore)) erased += 1;
      const last = batch.at(-1);
      if (last === undefined || batch.length < BATCH) return erased;
      after = last;
    }
  }

  /** Erases files that are in no list of stored files (manifests, logs), unless something holds them all the same. */
  async eraseLoose(digests: readonly string[]): Promise<void> {
    for (const sha256 of digests) {
      const [held] = await this.work.read(async (query) => {
        const holds = await this.holders.holds(query, sql`${sha256}::text`, new Date(0));
        return query<{ held: boolean }>(sql`
          SELECT ${holds} OR EXISTS (SELECT FROM stored_file f WHERE f.sha256 = ${sha256} AND f.state = 'complete') AS held`);
      });
      if (!held?.held) await this.files.remove(currentTenant().id, sha256);
    }
  }

  private async unheld(goneBefore: Date, after: string): Promise<string[]> {
    const rows = await this.work.read(async (query) => {
      const holds = await this.holders.holds(query, sql`f.sha256`, goneBefore);
      return query<{ sha256: string }>(sql`
        SELECT f.sha256 FROM stored_file f
        WHERE f.state = 'complete' AND f.received_at <= ${goneBefore} AND f.sha256 > ${after} AND NOT ${holds}
        ORDER BY f.sha256 LIMIT ${BATCH}`);
    });
    return rows.map(({ sha256 }) => sha256);
  }

  /**
   * The bytes go while the file's row is locked: nobody may take the file for held, nor for missing and send it again, in between. What
   * is cut short is done again the next night.
   */
  private async erase(sha256: string, goneBefore: Date): Promise<boolean> {
    return this.work.write(async ({ query }) => {
      await query(sql`SELECT FROM stored_file WHERE sha256 = ${sha256} FOR UPDATE`);
      const holds = await this.holders.holds(query, sql`f.sha256`, goneBefore);
      const marked = await query(sql`
        UPDATE stored_file f SET state = 'deleted', received_bytes = 0
        WHERE f.sha256 = ${sha256} AND f.state = 'complete' AND NOT ${holds} RETURNING f.sha256`);
      if (marked.length === 0) return false;
      await this.files.remove(currentTenant().id, sha256);
      return true;
    });
  }
}
