import { Injectable } from '@nestjs/common';
import { currentTenant } from '../../platform/context/index.js';
import { sql, UnitOfWork } from '../../platform/database/index.js';
import { FileStore } from '../../platform/files/index.js';
import { analysePublished } from '../applying/touched.queries.js';
import { countPasswords, storeWithoutPasswords, Unreadable } from '../passwords/redact-apart.js';
import { PLANNED_SECTIONS } from '../sections/index.js';
import { clearStaging } from '../staging/staged-tables.queries.js';
import { ManifestArchive } from './manifest-archive.js';
import { readRun, type Run } from './run.queries.js';
import { RunEndings } from './run-endings.js';

/** What remains to be done once a run has ended. Everything here may be done twice. */
@Injectable()
export class RunTidying {
  constructor(
    private readonly work: UnitOfWork,
    private readonly files: FileStore,
    private readonly archive: ManifestArchive,
    private readonly endings: RunEndings,
  ) {}

  async end(runId: string): Promise<void> {
    const run = await this.work.read((query) => readRun(query, runId));
    await this.erasePasswords(run);
    await this.discardUploads(run);
    await this.work.write(async ({ query }) => {
      await clearStaging(query, runId);
      if (run.state === 'applied') await this.tellPlanner(run);
    });
    await this.endings.tell(run);
  }

  /** The manifest is kept without the passwords it gave (PUB-60), or not at all when it cannot be read. */
  private async erasePasswords({ id, manifestFile, givesPasswords }: Run): Promise<void> {
    if (manifestFile === null || givesPasswords === false) return;
    const kept = await this.cleared(manifestFile, givesPasswords).catch((error: unknown) => {
      if (error instanceof Unreadable) return null;
      throw error;
    });
    if (kept === manifestFile) return;
    await this.work.write(({ query }) =>
      query(sql`UPDATE publication_run SET manifest_file = ${kept}, gives_passwords = false WHERE id = ${id}`),
    );
    await this.archive.remove(manifestFile);
  }

  /** @returns the digest of the manifest without passwords: its own when it had none */
  private async cleared(manifestFile: string, givesPasswords: true | null): Promise<string> {
    if (givesPasswords === null && (await countPasswords(await this.archive.open(manifestFile))) === 0)
      return manifestFile;
    const { sha256 } = await storeWithoutPasswords(await this.archive.open(manifestFile), (packed) =>
      this.archive.receive(packed),
    );
    return sha256;
  }

  /** What came of files that are no longer awaited. */
  private async discardUploads({ id }: Run): Promise<void> {
    const unfinished = await this.work.write(({ query }) =>
      query<{ sha256: string }>(sql`DELETE FROM run_missing_file WHERE run_id = ${id} RETURNING sha256`),
    );
    for (const { sha256 } of unfinished) await this.files.discard(currentTenant().id, sha256);
  }

  /** Where most of what is published is new, the planner must hear of it before autovacuum passes. */
  private async tellPlanner({ id, scope }: Run): Promise<void> {
    await this.work.write(async ({ query }) => {
      const [load] = await query<{ heavy: boolean }>(sql`
        SELECT coalesce(sum(added + changed) * 5 > sum(listed), false) AS heavy FROM run_count WHERE run_id = ${id}`);
      const inScope = new Set<string>(scope.map(({ section }) => section));
      if (load?.heavy)
        await analysePublished(
          query,
          PLANNED_SECTIONS.filter((section) => inScope.has(section)),
        );
    });
  }
}
