import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Clock } from '../../../platform/clock/index.js';
import { UnitOfWork } from '../../../platform/database/index.js';
import { FileRefused, isSha256 } from '../../../platform/files/index.js';
import { defineJob, type HandlesJob, JobHandler, NotYet } from '../../../platform/jobs/index.js';
import { FileNotAwaited, FilesMissing } from '../../publication-errors.js';
import { readRun } from '../../runs/run.queries.js';
import { RunDecisions } from '../../runs/run-decisions.service.js';
import { RunFiles } from '../../runs/run-files.service.js';
import type { ArchiveEntry } from './archive-entries.js';
import { awaitedFiles } from './import.queries.js';
import { ImportArchives } from './import-archives.js';

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
    private readonly archives: ImportArchives,
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
    if (archive) await this.archives.letGo(archive);
  }

  private async feed(runId: string, sourceId: string, archive: string): Promise<void> {
    const awaited = await this.work.read((query) => awaitedFiles(query, runId));
    const sizes = new Set(awaited.values());
    await this.archives.read(archive, async (entries) => {
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

  private async commitIfComplete(runId: string): Promise<void> {
    try {
      await this.decisions.commit(runId, false);
    } catch (error) {
      if (!(error instanceof FilesMissing)) throw error;
    }
  }
}
