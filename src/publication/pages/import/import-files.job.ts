import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Clock } from '../../../platform/clock/index.js';
import { currentTenant } from '../../../platform/context/index.js';
import { sql, UnitOfWork } from '../../../platform/database/index.js';
import { FileRefused, FileStore, isSha256 } from '../../../platform/files/index.js';
import { defineJob, type HandlesJob, JobHandler, NotYet } from '../../../platform/jobs/index.js';
import { FileNotAwaited, FilesMissing } from '../../publication-errors.js';
import { readRun } from '../../runs/run.queries.js';
import { RunDecisions } from '../../runs/run-decisions.service.js';
import { RunFiles } from '../../runs/run-files.service.js';
import { type ArchiveEntry, withArchive } from './archive-entries.js';

const payload = z.strictObject({ runId: z.uuid(), archive: z.string().nullable() });
type Import = z.infer<typeof payload>;

/** Feeds a run the files a person sent with its manifest, then commits it if nothing is missing. */
export const IMPORT_FILES = defineJob('publication-import', payload, { attempts: 3 });

const LOOK_AGAIN_MS = 1_000;

@Injectable()
@JobHandler(IMPORT_FILES)
export class ImportFilesJob implements HandlesJob<Import> {
  constructor(
    private readonly work: UnitOfWork,
    private readonly files: FileStore,
    private readonly runFiles: RunFiles,
    private readonly decisions: RunDecisions,
    private readonly clock: Clock,
  ) {}

  async run({ runId, archive }: Import): Promise<void> {
    const run = await this.work.read((query) => readRun(query, runId));
    if (run.state === 'checking') throw new NotYet(new Date(this.clock.now().getTime() + LOOK_AGAIN_MS));
    if (run.state === 'receiving') {
      if (archive) await this.feed(runId, run.sourceId, archive);
      await this.commitIfComplete(runId);
    }
    if (archive) await this.letGo(archive);
  }

  private async feed(runId: string, sourceId: string, archive: string): Promise<void> {
    const awaited = await this.awaited(runId);
    const sizes = new Set(awaited.values());
    await withArchive(this.files, currentTenant().id, archive, async (entries) => {
      for await (const entry of entries) {
        const sha256 = await this.recognise(entry, awaited, sizes);
        if (sha256) await this.take(sourceId, sha256, entry);
        if (awaited.size === 0) return;
      }
    });
  }

  /** By its name, which may be its digest; else by its content, if its size is one that is awaited. A damaged entry is nobody's. */
  private async recognise(
    entry: ArchiveEntry,
    awaited: Map<string, number>,
    sizes: Set<number>,
  ): Promise<string | null> {
    const named = /([0-9a-f]{64})(?:\.[^/]*)?$/i.exec(entry.name)?.[1]?.toLowerCase();
    const byContent = () => (sizes.has(entry.bytes) ? entry.digest().catch(() => null) : null);
    const sha256 = named && isSha256(named) ? named : await byContent();
    return sha256 !== null && awaited.delete(sha256) ? sha256 : null;
  }

  /** A file that will not do is named in the run's report by those who refuse it. */
  private async take(sourceId: string, sha256: string, entry: ArchiveEntry): Promise<void> {
    const stream = await entry.open();
    try {
      await this.runFiles.receive(sourceId, sha256, stream);
    } catch (error) {
      if (!(error instanceof FileRefused || error instanceof FileNotAwaited)) throw error;
    } finally {
      stream.destroy();
    }
  }

  private async awaited(runId: string): Promise<Map<string, number>> {
    const rows = await this.work.read((query) =>
      query<{ sha256: string; bytes: number }>(sql`
        SELECT sha256, bytes FROM run_missing_file WHERE run_id = ${runId} AND refused IS NULL`),
    );
    return new Map(rows.map(({ sha256, bytes }) => [sha256, bytes]));
  }

  private async commitIfComplete(runId: string): Promise<void> {
    try {
      await this.decisions.commit(runId, false);
    } catch (error) {
      if (!(error instanceof FilesMissing)) throw error;
    }
  }

  /** The archive itself is kept by nobody, unless the same bytes are a published file. */
  private async letGo(sha256: string): Promise<void> {
    const [kept] = await this.work.read((query) => query(sql`SELECT FROM stored_file WHERE sha256 = ${sha256}`));
    if (!kept) await this.files.remove(currentTenant().id, sha256);
  }
}
