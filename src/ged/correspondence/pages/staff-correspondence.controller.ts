import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Audit } from '../../../platform/audit/index.js';
import { Staff } from '../../../platform/auth/index.js';
import { currentTenant } from '../../../platform/context/index.js';
import { UnitOfWork } from '../../../platform/database/index.js';
import { NotFound } from '../../../platform/errors/index.js';
import { FileStore, sendFile } from '../../../platform/files/index.js';
import { Form, page, type Page, redirect, type Redirect, savedAs } from '../../../platform/http/index.js';
import { fileKind, filenameOf } from '../../domain/document-names.js';
import { caseSuggestions } from '../cases/case.queries.js';
import { CorrespondenceDesk, exposesCouncil, lackingIn } from '../desk/correspondence.service.js';
import { correspondenceSchema } from '../desk/correspondence.schema.js';
import { documentsOnLine } from '../desk/record.queries.js';
import { paragraphsOf } from '../domain/paragraphs.js';
import { Letters } from '../letters.js';
import { AfterWriting } from './after-writing.js';
import { HOME, nothing, toneOf } from './correspondence-view.js';
import { DeskPages } from './pages.service.js';
import { Uploads } from './uploads.service.js';

/** One correspondence: read, changed, processed; what is on line of it and who read it. */
@Controller('gestion/evenements/:number')
@Staff('correspondence.edit')
export class StaffCorrespondenceController {
  constructor(
    private readonly work: UnitOfWork,
    private readonly desk: CorrespondenceDesk,
    private readonly letters: Letters,
    private readonly files: FileStore,
    private readonly uploads: Uploads,
    private readonly after: AfterWriting,
    private readonly audit: Audit,
    private readonly pages: DeskPages,
  ) {}

  @Get()
  async one(@Param('number') number: string): Promise<Page> {
    const event = await this.desk.open(number);
    const documents = await this.work.read((query) => documentsOnLine(query, event));
    const address = `${HOME}/${event.number}`;
    const agency = `/agence/${event.line}/documents/document`;
    return page('ged/staff/event', {
      title: this.pages.say('events.one', { number: String(event.number) }),
      home: HOME,
      address,
      event: {
        ...event,
        number: String(event.number),
        binder: event.binderPath?.join(' / ') ?? null,
        paragraphs: paragraphsOf(event.body),
      },
      tone: toneOf(event.state),
      note: this.pages.say(`state-notes.${event.state}`),
      lacking: event.processedOn === null ? lackingIn(event) : null,
      exposed: exposesCouncil(event),
      attachments: event.attachments.map((one) => ({
        ...one,
        type: fileKind(one.mediaType),
        href: `${address}/pieces/${one.position}`,
      })),
      documents: documents.map((one) => ({
        ...one,
        type: fileKind(one.mediaType),
        href: `${agency}/${one.id}`,
        readersHref: `${agency}/${one.id}/consultations`,
      })),
      may: { documents: this.pages.may('portfolio.view') },
      publish: `${HOME}/publication?n=${event.number}&acte=`,
      canPublish: event.processedOn !== null,
      canWithdraw: event.publicationOn !== null,
      canCallBack: event.publicationOn === null && event.formerPublicationOn !== null,
    });
  }

  @Get('modifier')
  async form(@Param('number') number: string): Promise<Page> {
    const event = await this.desk.openMine(number);
    const cases = await this.work.read(caseSuggestions);
    const address = `${HOME}/${event.number}`;
    return page('ged/staff/event-edit', {
      title: this.pages.say('events.edit', { number: String(event.number) }),
      home: HOME,
      address,
      action: `${address}/modifier`,
      event: { ...event, number: String(event.number), caseNumber: event.caseFile?.number ?? '' },
      attachments: event.attachments.map(({ position, name }) => ({ value: String(position), label: name })),
      onLine: ['published', 'changed'].includes(event.state),
      draft: event.processedOn === null,
      cases,
    });
  }

  @Post('modifier')
  async change(@Param('number') number: string, @Req() request: Request): Promise<Redirect> {
    const event = await this.desk.openMine(number);
    const { form, files } = await this.uploads.read(request, correspondenceSchema);
    await this.desk.change(event, form, files);
    return this.after.writing(event.number, form.act);
  }

  @Post('traitement')
  async process(@Param('number') number: string, @Form(nothing) _: unknown): Promise<Redirect> {
    return this.after.process(number);
  }

  @Post('suppression')
  async discard(@Param('number') number: string, @Form(nothing) _: unknown): Promise<Redirect> {
    await this.desk.discard(number);
    return redirect(HOME, { notice: 'correspondence:events.discarded', values: { number } });
  }

  /** The letter as it would be sent now. */
  @Get('apercu.pdf')
  async preview(@Param('number') number: string, @Res() response: Response): Promise<void> {
    const { id, subject } = await this.desk.open(number);
    const pdf = await this.letters.draw(id);
    response.set({
      'Content-Type': 'application/pdf',
      'Content-Disposition': savedAs(filenameOf(subject, 'application/pdf'), 'inline'),
      'Cache-Control': 'private, no-store',
    });
    response.send(pdf);
  }

  @Get('pieces/:position')
  async attachment(
    @Param() given: { number: string; position: string },
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const event = await this.desk.open(given.number);
    const file = event.attachments.find(({ position }) => String(position) === given.position);
    if (!file) throw new NotFound();
    await this.audit.record({
      action: 'correspondence.open-attachment',
      subject: { kind: 'correspondence', id: String(event.number) },
      details: { position: file.position },
    });
    await sendFile(this.files, request, response, {
      ...{ tenantId: currentTenant().id, sha256: file.sha256, mediaType: file.mediaType, filename: file.name },
      disposition: request.query.telecharger === undefined ? 'inline' : 'attachment',
    });
  }
}
