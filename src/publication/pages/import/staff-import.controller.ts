import { Controller, Get, Param, Post, Req } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import type { Request } from 'express';
import { CurrentViewer, Staff, type StaffViewer } from '../../../platform/auth/index.js';
import { UnitOfWork } from '../../../platform/database/index.js';
import { Conflict, InvalidInput } from '../../../platform/errors/index.js';
import { FileRefused } from '../../../platform/files/index.js';
import {
  page,
  type Page,
  readMultipart,
  redirect,
  type Redirect,
  type UploadedPart,
} from '../../../platform/http/index.js';
import { Jobs } from '../../../platform/jobs/index.js';
import { RunOpen, RunRefTaken } from '../../publication-errors.js';
import { type OpenedRun, RunOpening } from '../../runs/run-opening.service.js';
import { Sources } from '../../sources/sources.service.js';
import { RunPages } from '../run-pages.js';
import { sourceChoices } from '../sources/source-list.queries.js';
import { ImportArchives } from './import-archives.js';
import { IMPORT_FILES } from './import-files.job.js';

const HOME = '/gestion/publications';
const LIMITS = { fieldBytes: 1_000, fields: 20, files: 4 };

type Received = OpenedRun & { archiveRefused: boolean };

/** What a form has brought so far. */
interface Brought {
  opened?: OpenedRun;
  /** Digest of the ZIP. */
  archive?: string;
  archiveRefused?: boolean;
}

/** "Vérifier un bordereau", "Importer un bordereau": what a program sends, sent by a person (PUB-63, PUB-64). */
@Controller('gestion/publications')
@Staff('publication.run')
export class StaffImportController {
  constructor(
    private readonly work: UnitOfWork,
    private readonly archives: ImportArchives,
    private readonly sources: Sources,
    private readonly opening: RunOpening,
    private readonly jobs: Jobs,
    private readonly pages: RunPages,
  ) {}

  @Get('verifier')
  verifyForm(): Promise<Page> {
    return this.form('verify', `${HOME}/verifier`);
  }

  @Get('importer')
  importForm(): Promise<Page> {
    return this.form('import', `${HOME}/importer`);
  }

  @Post('verifier')
  async verify(@Req() request: Request, @CurrentViewer() { staffId }: StaffViewer): Promise<Redirect> {
    const { run } = await this.receive(request, staffId, true);
    return redirect(`${HOME}/${run.number}`);
  }

  @Post('importer')
  async import(@Req() request: Request, @CurrentViewer() { staffId }: StaffViewer): Promise<Redirect> {
    const { run, fresh, archiveRefused } = await this.receive(request, staffId, false);
    const known = fresh ? {} : { notice: 'publication:notice.known', tone: 'info' as const };
    const told = archiveRefused ? { notice: 'publication:notice.archive-refused', tone: 'warning' as const } : known;
    return redirect(`${HOME}/${run.number}`, told);
  }

  /** The files a run still waits for. */
  @Post(':number/fichiers')
  async complete(@Param('number') number: string, @Req() request: Request): Promise<Redirect> {
    const { view, address } = await this.pages.openWhole(number);
    if (view.state !== 'receiving') throw new Conflict('publication:error.run-state', { number: view.number });
    const { archive } = await this.brought(request, address, async (part, brought) => {
      if (isArchive(part)) brought.archive ??= await this.keepArchive(part);
    });
    if (!archive)
      throw this.backTo(request, address, InvalidInput.at('archive', 'publication:import.error.no-archive'));
    await this.jobs.later(IMPORT_FILES, { runId: view.id, archive });
    return redirect(address, { notice: 'publication:notice.files' });
  }

  private async form(act: 'verify' | 'import', action: string): Promise<Page> {
    const choices = await this.work.read((query) => sourceChoices(query, 'machine'));
    const sources = choices.filter(({ lines }) => this.pages.reachOver(lines) === 'whole');
    if (sources.length === 0) this.pages.forWhole();
    return page(`publication/staff/${act}`, {
      title: this.pages.say(`publication:import.${act}`),
      home: HOME,
      action,
      sources: sources.map(({ code, label }) => ({ value: code, label: `${label} (${code})` })),
      only: sources.length === 1 ? sources[0]?.code : null,
      may: { sources: this.pages.may('sources.manage') },
    });
  }

  /** The manifest becomes a run as it arrives; what came with it is fed to the run once it is checked. A ZIP that will not do can follow. */
  private async receive(request: Request, staffId: string, simulate: boolean): Promise<Received> {
    const back = `${HOME}/${simulate ? 'verifier' : 'importer'}`;
    const { opened, archive, archiveRefused } = await this.brought(request, back, async (part, brought) => {
      if (part.name === 'manifest' && part.filename) brought.opened = await this.openRun(part, staffId, simulate);
      if (!isArchive(part) || simulate) return;
      try {
        brought.archive ??= await this.keepArchive(part);
      } catch (error) {
        if (!brought.opened || !(error instanceof InvalidInput)) throw error;
        brought.archiveRefused = true;
      }
    });
    if (!opened) {
      if (archive) await this.archives.letGo(archive);
      throw this.backTo(request, back, InvalidInput.at('manifest', 'publication:import.error.no-manifest'));
    }
    const { run, fresh } = opened;
    const feeds = fresh && run.state !== 'refused' && !simulate;
    if (feeds || archive) await this.jobs.later(IMPORT_FILES, { runId: run.id, archive: archive ?? null });
    return { run, fresh, archiveRefused: archiveRefused ?? false };
  }

  /** A check leaves the reference of the manifest free for the import that may follow. */
  private async openRun({ stream, fields }: UploadedPart, startedBy: string, simulate: boolean): Promise<OpenedRun> {
    const source = typeof fields.source === 'string' ? await this.sources.byCode(fields.source) : null;
    if (!source || source.kind !== 'machine') throw InvalidInput.at('source', 'publication:import.error.source');
    this.pages.forWhole(source.lines);
    const runRef = simulate ? { runRef: `verification-${randomUUID()}` } : {};
    return this.opening.receive(source, stream, { trigger: 'manual', simulate, startedBy, ...runRef });
  }

  private keepArchive({ stream }: UploadedPart): Promise<string> {
    return this.archives.keep(stream).catch((error: unknown) => Promise.reject(refusedAt('archive', error)));
  }

  /** What the form brings, part after part. Of one that fails no ZIP is left behind. */
  private async brought(
    request: Request,
    back: string,
    take: (part: UploadedPart, brought: Brought) => Promise<void>,
  ): Promise<Brought> {
    const brought: Brought = {};
    try {
      await readMultipart(request, LIMITS, (part) => take(part, brought));
      return brought;
    } catch (error) {
      if (brought.archive) await this.archives.letGo(brought.archive);
      throw this.backTo(request, back, error);
    }
  }

  /** A form that carries files has no body to come back with: it comes back to its page, with a sentence. */
  private backTo(request: Request, back: string, error: unknown): unknown {
    request.body = { _page: back };
    if (error instanceof RunOpen) return InvalidInput.at('', 'publication:error.run-open', error.values);
    if (error instanceof RunRefTaken) return InvalidInput.at('manifest', 'publication:error.run-ref-taken');
    return refusedAt('manifest', error);
  }
}

const isArchive = ({ name, filename }: UploadedPart) => name === 'archive' && filename !== '';

function refusedAt(field: string, error: unknown): Error {
  if (!(error instanceof FileRefused)) return error as Error;
  return new InvalidInput([{ field, sentence: error.sentence ?? '', values: error.values }]);
}
