import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { create } from 'content-disposition';
import type { Response } from 'express';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { Staff } from '../../platform/auth/index.js';
import { Audit } from '../../platform/audit/index.js';
import { currentTenant } from '../../platform/context/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import { NotFound } from '../../platform/errors/index.js';
import { textOf, walk } from '../../platform/lists/index.js';
import { type Column, sendCsv } from '../../platform/spreadsheet/index.js';
import { ManifestRefused } from '../manifest/manifest.types.js';
import { withoutPasswords } from '../passwords/without-passwords.js';
import { ManifestArchive } from '../runs/manifest-archive.js';
import { OUTCOME_OF } from './domain/run-tabs.js';
import { givenReference } from './domain/run-view.js';
import { listChanges, listProblems, type RunChange, type RunProblemRow } from './run-changes.queries.js';
import { RunPages } from './run-pages.js';

/** The manifest of a run and its lists, to keep (PUB-62, PUB-95). */
@Controller('gestion/publications/:number')
export class StaffRunDownloadsController {
  constructor(
    private readonly work: UnitOfWork,
    private readonly archive: ManifestArchive,
    private readonly pages: RunPages,
    private readonly audit: Audit,
  ) {}

  /** As it was received, initial passwords left out. Everyone's accounts are in it: for those who run publications. */
  @Get('bordereau')
  @Staff('publication.run')
  async manifest(@Param('number') number: string, @Res() response: Response): Promise<void> {
    const { view } = await this.pages.openWhole(number);
    if (!view.manifestFile) throw new NotFound();
    const text = await this.readable(view.manifestFile);
    await this.audit.record({
      action: 'publication.manifest-download',
      subject: { kind: 'publication_run', id: view.id },
    });
    response.set({
      'Content-Type': 'application/gzip',
      'Content-Disposition': create(
        `${givenReference(view)?.replaceAll(/[/:]/g, '-') ?? `publication-${view.number}`}.xml.gz`,
      ),
      'Cache-Control': 'private, no-store',
    });
    await pipeline(
      Readable.from(
        withoutPasswords(text, () => undefined),
        { objectMode: false },
      ),
      createGzip(),
      response,
    );
  }

  @Get('problemes.csv')
  @Staff('publication.view')
  async problems(@Param('number') number: string, @Res() response: Response): Promise<void> {
    const { view } = await this.pages.openWhole(number);
    const severities = ['refusal', 'set_aside', 'warning'];
    const columns: Column<RunProblemRow>[] = [
      this.text('section', (row) => (row.section ? this.pages.say(`publication:sections.${row.section}`) : null)),
      this.text('severity', (row) => this.pages.say(`publication:severities.${row.severity}`)),
      this.text('code', (row) => row.code),
      this.text('ref', (row) => row.ref),
      { heading: this.pages.say('publication:columns.line'), kind: 'number', value: (row) => row.line },
      this.text('message', (row) => row.message),
    ];
    const rows = walk((asked) => this.work.read((query) => listProblems(query, view.id, severities, asked)));
    await this.send(response, `publication-${view.number}-problemes.csv`, columns, rows);
  }

  @Get(':list.csv')
  @Staff('publication.view')
  async changes(
    @Param('number') number: string,
    @Param('list') list: string,
    @Query('partie') part: unknown,
    @Res() response: Response,
  ): Promise<void> {
    const outcome = OUTCOME_OF.get(list);
    if (!outcome) throw new NotFound();
    const { view } = await this.pages.openWhole(number);
    const section = textOf(part) || null;
    const columns: Column<RunChange>[] = [
      this.text('section', (row) => this.pages.say(`publication:sections.${row.section}`)),
      this.text('ref', (row) => row.ref),
      this.text('label', (row) => (row.holder ? `${row.label} ${row.holder}` : row.label)),
      ...(outcome === 'withdrawn'
        ? [
            this.text<RunChange>('why', (row) =>
              this.pages.say(`publication:withdrawn.${row.expired ? 'ended' : 'unlisted'}`),
            ),
          ]
        : []),
    ];
    const rows = walk((asked) =>
      this.work.read((query) => listChanges(query, view, outcome, section, this.pages.today(), asked)),
    );
    await this.send(response, `publication-${view.number}-${list}.csv`, columns, rows);
  }

  /** @throws NotFound for what was refused because it is no text */
  private async readable(sha256: string): Promise<AsyncIterable<string>> {
    try {
      return await this.archive.text(sha256);
    } catch (error) {
      if (error instanceof ManifestRefused) throw new NotFound();
      throw error;
    }
  }

  private text<Row>(column: string, value: (row: Row) => string | null): Column<Row> {
    return { heading: this.pages.say(`publication:columns.${column}`), kind: 'text', value };
  }

  private async send<Row>(
    response: Response,
    filename: string,
    columns: Column<Row>[],
    rows: AsyncIterable<Row>,
  ): Promise<void> {
    await sendCsv(response, filename, { name: filename, columns, rows, timeZone: currentTenant().timeZone });
  }
}
