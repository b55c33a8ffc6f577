import { Injectable } from '@nestjs/common';
import { Readable } from 'node:stream';
import { Clock } from '../../platform/clock/index.js';
import { currentTenant } from '../../platform/context/index.js';
import { type Query, UnitOfWork } from '../../platform/database/index.js';
import type { StoredBlob } from '../../platform/files/index.js';
import { OutsideUnavailable } from '../../platform/errors/index.js';
import { Jobs } from '../../platform/jobs/index.js';
import { admit } from '../domain/admission.js';
import { CHECK_RUN } from '../jobs/kinds.js';
import { type ManifestHeader, ManifestRefused, SECTIONS } from '../manifest/manifest.types.js';
import { headerFor, type SectionRow, writeManifest } from '../manifest/write-manifest.js';
import { ManifestArchive } from '../runs/manifest-archive.js';
import { lockRun, readRun, type Run } from '../runs/run.queries.js';
import { RunCheck } from '../runs/run-check.service.js';
import { Sources } from '../sources/sources.service.js';
import { giveManifest, keepProblems } from './desk-manifest.queries.js';
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
    private readonly check: RunCheck,
  ) {}

  /**
   * Made, kept, and given to the check. Nothing happens when that was done, or the run abandoned.
   * @param patient fails when something could be prepared by trying again, instead of going on without it
   * @throws OutsideUnavailable
   */
  async make(runId: string, patient: boolean): Promise<void> {
    const run = await this.work.read((query) => readRun(query, runId));
    if (!awaitsManifest(run)) return;
    try {
      await this.admitted(run);
    } catch (error) {
      if (!(error instanceof ManifestRefused)) throw error;
      return this.check.refuse(runId, error.problem);
    }
    const today = this.clock.today(currentTenant().timeZone);
    const problems: DeskProblem[] = [];
    for (const section of this.inOrder()) problems.push(...(await section.prepare(today)));
    if (patient && !run.simulate && problems.some(({ again }) => again)) throw new OutsideUnavailable();
    const header = await this.admitted(run);
    const kept = await this.write(header, today);
    const taken = await this.work.write(({ query }) => this.give(query, run, header, kept, problems));
    if (!taken) await this.archive.remove(kept.sha256);
  }

  /** It cannot be made, and will not be tried again. */
  giveUp(runId: string): Promise<void> {
    return this.check.giveUp(runId, 'le bordereau n’a pas pu être établi');
  }

  /** The header of its manifest, as of now. @throws ManifestRefused when the agency may not publish */
  private async admitted({ runRef, sourceCode }: Run): Promise<ManifestHeader> {
    const source = await this.sources.byCode(sourceCode);
    if (!source) throw new Error(`The source ${sourceCode} is gone`);
    const { code, lines, state, lastAppliedGeneratedAt } = source;
    const now = this.clock.now();
    const generatedAt = laterThan(lastAppliedGeneratedAt, now);
    const sections = this.inOrder().map(({ section }) => section);
    const header = headerFor({ source: code, runRef, generatedAt, lines, generator: 'Extranet' }, sections);
    const about = { code, lines, active: state === 'active', lastAppliedGeneratedAt };
    admit(header, { source: about, tenant: currentTenant(), now, isReplay: false });
    return header;
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
    kept: StoredBlob,
    problems: DeskProblem[],
  ): Promise<boolean> {
    if (!awaitsManifest(await lockRun(query, id))) return false;
    await giveManifest(query, id, header, kept);
    await keepProblems(query, id, problems);
    await this.jobs.later(CHECK_RUN, { runId: id });
    return true;
  }

  private inOrder(): DeskSection[] {
    return [...this.sections.all].sort((one, other) => SECTIONS.indexOf(one.section) - SECTIONS.indexOf(other.section));
  }
}

const awaitsManifest = ({ state, manifestFile }: Run) => state === 'checking' && manifestFile === null;

/** A clock put back must not make the desk's own manifest stale. */
function laterThan(last: Date | null, now: Date): Date {
  return last && last >= now ? new Date(last.getTime() + 1) : now;
}
