import { Injectable } from '@nestjs/common';
import { Readable } from 'node:stream';
import { Clock } from '../../platform/clock/index.js';
import { currentTenant } from '../../platform/context/index.js';
import { type Query, sql, UnitOfWork } from '../../platform/database/index.js';
import type { StoredBlob } from '../../platform/files/index.js';
import { OutsideUnavailable } from '../../platform/errors/index.js';
import { Jobs } from '../../platform/jobs/index.js';
import { CHECK_RUN } from '../jobs/kinds.js';
import { type ManifestHeader, SECTIONS } from '../manifest/manifest.types.js';
import { headerFor, type SectionRow, writeManifest } from '../manifest/write-manifest.js';
import { ManifestArchive } from '../runs/manifest-archive.js';
import { lockRun, readRun, type Run } from '../runs/run.queries.js';
import { RunMoves } from '../runs/run-moves.js';
import { Sources } from '../sources/sources.service.js';
import { type DeskProblem, type DeskSection, DeskSections } from './desk-section.js';

/** The manifest of a run of the desk: its rows as they are at one moment, in the words any program would use (PUB-43). */
@Injectable()
export class DeskManifest {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly sections: DeskSections,
    private readonly sources: Sources,
    private readonly archive: ManifestArchive,
    private readonly jobs: Jobs,
    private readonly moves: RunMoves,
  ) {}

  /**
   * Made, kept, and given to the check. Nothing happens when that was done, or the run abandoned.
   * @param patient fails when something could be prepared by trying again, instead of going on without it
   * @throws OutsideUnavailable
   */
  async make(runId: string, patient: boolean): Promise<void> {
    const run = await this.work.read((query) => readRun(query, runId));
    if (!awaitsManifest(run)) return;
    const today = this.clock.today(currentTenant().timeZone);
    const problems: DeskProblem[] = [];
    for (const section of this.inOrder()) problems.push(...(await section.prepare(today)));
    if (patient && !run.simulate && problems.some(({ again }) => again)) throw new OutsideUnavailable();
    const header = await this.headerOf(run);
    const kept = await this.write(header, today);
    const taken = await this.work.write(({ query }) => this.give(query, run, header, kept, problems));
    if (!taken) await this.archive.remove(kept.sha256);
  }

  /** It cannot be made, and will not be tried again. */
  async giveUp(runId: string, reason: string): Promise<void> {
    await this.work.write(async ({ query }) => {
      const run = await lockRun(query, runId);
      if (awaitsManifest(run)) await this.moves.move(query, run, 'give_up', sql`, failure = ${reason}`);
    });
  }

  private async headerOf({ runRef, sourceCode }: Run): Promise<ManifestHeader> {
    const source = await this.sources.byCode(sourceCode);
    const about = { source: sourceCode, runRef, generatedAt: this.clock.now(), lines: source?.lines ?? [] };
    return headerFor(
      { ...about, generator: 'Extranet' },
      this.inOrder().map(({ section }) => section),
    );
  }

  /** Read in one snapshot and stored as it is read: neither the rows nor the manifest are ever held whole. */
  private write(header: ManifestHeader, today: string): Promise<StoredBlob> {
    return this.work.snapshot(() =>
      this.archive.receive(Readable.from(writeManifest(header, this.rows(today)), { objectMode: false })),
    );
  }

  private async *rows(today: string): AsyncIterable<SectionRow> {
    for (const section of this.inOrder()) yield* section.rows(today);
  }

  /** @returns false when the run no longer wants it */
  private async give(
    query: Query,
    { id }: Run,
    header: ManifestHeader,
    { sha256, bytes }: StoredBlob,
    problems: DeskProblem[],
  ): Promise<boolean> {
    if (!awaitsManifest(await lockRun(query, id))) return false;
    await query(sql`
      UPDATE publication_run SET manifest_sha256 = ${sha256}, manifest_file = ${sha256}, manifest_bytes = ${bytes}::bigint,
        lines = ${header.lines}::text[], scope = ${JSON.stringify(header.scope)}::jsonb, generated_at = ${header.generatedAt}
      WHERE id = ${id}`);
    await query(sql`
      INSERT INTO desk_problem (run_id, ref, message)
      SELECT ${id}::uuid, ref, string_agg(message, ' ') FROM jsonb_to_recordset(${JSON.stringify(problems)}::jsonb) AS p (ref text, message text)
      GROUP BY ref`);
    await this.jobs.later(CHECK_RUN, { runId: id });
    return true;
  }

  private inOrder(): DeskSection[] {
    return [...this.sections.all].sort((one, other) => SECTIONS.indexOf(one.section) - SECTIONS.indexOf(other.section));
  }
}

const awaitsManifest = ({ state, manifestFile }: Run) => state === 'checking' && manifestFile === null;
