import { Controller, Get, Param, Query, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { savedName } from '../../ged/index.js';
import { Audit } from '../../platform/audit/index.js';
import { CurrentViewer, Staff, type StaffViewer } from '../../platform/auth/index.js';
import { Clock } from '../../platform/clock/index.js';
import { context, currentTenant } from '../../platform/context/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import { NotFound } from '../../platform/errors/index.js';
import { FileStore, sendFile } from '../../platform/files/index.js';
import { page, type Page } from '../../platform/http/index.js';
import { Translator } from '../../platform/i18n/index.js';
import { ListAddress, readListRequest, walk } from '../../platform/lists/index.js';
import { type Column, sendCsv } from '../../platform/spreadsheet/index.js';
import { fullName, idOf, InLine, listedName, type StaffScope } from '../../portfolio/index.js';
import { type Consultation, type DocumentRecord, findDocument, listConsultations } from './document-record.queries.js';
import { standingOf } from './publication-period.js';

const RULES = { sorts: ['date'], usual: '-date', size: 50 } as const;

/** One document: its bytes, and who opened it (GED-80). What staff open is no consultation of a client. */
@Controller('agence/:line/documents/document/:id')
export class StaffDocumentController {
  constructor(
    private readonly work: UnitOfWork,
    private readonly files: FileStore,
    private readonly audit: Audit,
    private readonly translator: Translator,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Staff('portfolio.view')
  async open(@InLine() scope: StaffScope, @Param('id') id: string, @Req() request: Request, @Res() response: Response) {
    const document = await this.find(scope, id);
    await this.audit.record({ action: 'documents.open', subject: { kind: 'document', id: document.id } });
    await sendFile(this.files, request, response, {
      tenantId: currentTenant().id,
      sha256: document.sha256,
      mediaType: document.mediaType,
      filename: savedName(document),
      disposition: request.query.telecharger === undefined ? 'inline' : 'attachment',
    });
  }

  @Get('consultations')
  @Staff('portfolio.view')
  async consultations(
    @InLine() scope: StaffScope,
    @CurrentViewer() viewer: StaffViewer,
    @Param('id') id: string,
    @Query() asked: Record<string, unknown>,
  ): Promise<Page> {
    const document = await this.find(scope, id);
    const request = { ...readListRequest(asked, RULES), descending: true };
    const found = await this.work.read((query) => listConsultations(query, scope, document.id, request));
    const home = `/agence/${scope.line}/documents`;
    const href = `${home}/document/${document.id}`;
    const address = new ListAddress(`${href}/consultations`, request);
    const mayAct = document.whollyHis && viewer.permissions.has('documents.withdraw_now');
    return page('agency/staff/document', {
      title: document.title,
      document: { ...document, folder: document.folder.join(' › '), others: document.aimed - document.aims.length },
      standing: standingOf(document, this.clock.today(currentTenant().timeZone)),
      home,
      binderName: document.binder.join(' / '),
      binderHref: `${home}/${document.binderId}`,
      openHref: href,
      csvHref: `${href}/consultations.csv`,
      withdrawHref: mayAct && document.state !== 'blocked' ? `${href}/retrait` : null,
      lift:
        mayAct && document.state === 'blocked'
          ? { href: `${href}/levee`, label: this.say('agency:withdrawal.lift') }
          : null,
      rows: found.rows.map((row) => ({ ...row, name: fullName(row) })),
      paging: address.paging(found, document.consultations),
    });
  }

  @Get('consultations.csv')
  @Staff('portfolio.view')
  async csv(@InLine() scope: StaffScope, @Param('id') id: string, @Res() response: Response): Promise<void> {
    const document = await this.find(scope, id);
    const columns: Column<Consultation>[] = [
      { heading: this.say('agency:documents.csv.name'), kind: 'text', value: (row) => listedName(row) },
      {
        heading: this.say('agency:documents.csv.action'),
        kind: 'text',
        value: (row) => this.say(`agency:documents.actions.${row.action}`),
      },
      { heading: this.say('agency:documents.csv.when'), kind: 'instant', value: (row) => row.when },
    ];
    const rows = walk((asked) => this.work.read((query) => listConsultations(query, scope, document.id, asked)), true);
    const { timeZone } = currentTenant();
    await sendCsv(response, `${document.title} - consultations.csv`, { name: document.title, columns, rows, timeZone });
  }

  private async find(scope: StaffScope, given: string): Promise<DocumentRecord> {
    const id = idOf(given);
    const document = id ? await this.work.read((query) => findDocument(query, scope, id)) : null;
    if (!document) throw new NotFound();
    return document;
  }

  private say(key: string): string {
    return this.translator.say(context().locale, key);
  }
}
