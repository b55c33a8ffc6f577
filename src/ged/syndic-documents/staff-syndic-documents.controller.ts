import { Controller, Get, Param, Post, Query, Req } from '@nestjs/common';
import type { Request } from 'express';
import { CurrentViewer, Staff, type StaffViewer } from '../../platform/auth/index.js';
import { context, currentTenant } from '../../platform/context/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import { NotFound } from '../../platform/errors/index.js';
import { Form, page, type Page, redirect, type Redirect, RedirectTo } from '../../platform/http/index.js';
import { formatInstantDay, type SentenceValues, Translator } from '../../platform/i18n/index.js';
import { buildingChoices, idOf, InLine, type StaffScope } from '../../portfolio/index.js';
import { Uploads } from '../correspondence/pages/uploads.service.js';
import { deletable, findHandMadeBinder, listBin } from './syndic-document.queries.js';
import {
  type ChosenDocuments,
  chosenSchema,
  DOCUMENT_LEVELS,
  newSyndicDocumentSchema,
  REACHES,
  SYNDIC_KINDS,
} from './syndic-document.schema.js';
import { SyndicDocuments } from './syndic-documents.service.js';

const BIN_DAYS = 30;
const DAY_MS = 86_400_000;

/** Adding to "Documents du syndic", deleting from it, and its bin (GED-76 to GED-78). */
@Controller('agence/:line/documents/:binder')
@Staff('documents.manage')
export class StaffSyndicDocumentsController {
  constructor(
    private readonly work: UnitOfWork,
    private readonly documents: SyndicDocuments,
    private readonly uploads: Uploads,
    private readonly translator: Translator,
  ) {}

  @Get('ajout')
  async form(@InLine() scope: StaffScope, @Param('binder') given: string): Promise<Page> {
    const binder = await this.open(scope, given);
    const buildings = await this.work.read((query) => buildingChoices(query, scope));
    const reaches = scope.buildingIds ? REACHES.filter((reach) => reach !== 'all') : REACHES;
    return page('ged/staff/syndic-document-new', {
      ...this.head(binder),
      title: this.say('add.title'),
      kinds: this.options('kinds', SYNDIC_KINDS),
      levels: this.options('levels', DOCUMENT_LEVELS),
      reaches: this.options('reaches', reaches),
      reach: reaches[0],
      buildings: buildings.map(({ id: value, name: label }) => ({ value, label })),
    });
  }

  @Post('ajout')
  async add(
    @InLine() scope: StaffScope,
    @CurrentViewer() { staffId }: StaffViewer,
    @Param('binder') given: string,
    @Req() request: Request,
  ): Promise<Redirect> {
    const binder = await this.open(scope, given);
    const { form, files } = await this.uploads.read(request, newSyndicDocumentSchema);
    const { length: count } = await this.documents.add(scope, staffId, binder.id, form, files);
    return redirect(binder.home, { notice: `syndic-documents:added-${form.level}`, values: { count } });
  }

  /** Asks; `document` is each one ticked, and the one whose cross was pressed. */
  @Get('suppression')
  async ask(
    @InLine() scope: StaffScope,
    @Param('binder') given: string,
    @Query('document') asked: unknown,
  ): Promise<Page> {
    const binder = await this.open(scope, given);
    const ids = [asked].flat().flatMap((one) => idOf(one) ?? []);
    const documents = await this.work.read((query) => deletable(query, scope, binder.id, ids));
    if (documents.length === 0) throw new RedirectTo(binder.home, 'syndic-documents:choose-first');
    return page('ged/staff/syndic-document-removal', {
      ...this.head(binder),
      title: this.say('remove.title', { count: documents.length, title: documents[0]?.title ?? '' }),
      documents,
    });
  }

  @Post('suppression')
  async remove(
    @InLine() scope: StaffScope,
    @CurrentViewer() { staffId }: StaffViewer,
    @Param('binder') given: string,
    @Form(chosenSchema) { document }: ChosenDocuments,
  ): Promise<Redirect> {
    const binder = await this.open(scope, given);
    const { length: count } = await this.documents.bin(scope, staffId, binder.id, document);
    if (count === 0) return redirect(binder.home, { notice: 'syndic-documents:gone-already', tone: 'warning' });
    return redirect(binder.home, { notice: 'syndic-documents:removed', values: { count } });
  }

  @Get('corbeille')
  async bin(@InLine() scope: StaffScope, @Param('binder') given: string): Promise<Page> {
    const binder = await this.open(scope, given);
    const rows = await this.work.read((query) => listBin(query, scope, binder.id));
    const { timeZone } = currentTenant();
    return page('ged/staff/syndic-document-bin', {
      ...this.head(binder),
      title: this.say('bin.title'),
      rows: rows.map((row) => ({
        ...row,
        keptUntil: formatInstantDay(new Date(row.binnedAt.getTime() + BIN_DAYS * DAY_MS), timeZone, context().locale),
      })),
    });
  }

  @Post('corbeille')
  async restore(
    @InLine() scope: StaffScope,
    @CurrentViewer() { staffId }: StaffViewer,
    @Param('binder') given: string,
    @Form(chosenSchema) { document }: ChosenDocuments,
  ): Promise<Redirect> {
    const binder = await this.open(scope, given);
    const { length: count } = await this.documents.restore(scope, staffId, binder.id, document);
    if (count === 0)
      return redirect(`${binder.home}/corbeille`, { notice: 'syndic-documents:gone-already', tone: 'warning' });
    return redirect(binder.home, { notice: 'syndic-documents:restored', values: { count } });
  }

  /** @throws NotFound for any binder that is not filled by hand */
  private async open(scope: StaffScope, given: string) {
    const id = idOf(given);
    const binder = id ? await this.work.read((query) => findHandMadeBinder(query, scope, id)) : null;
    if (!binder) throw new NotFound();
    return { ...binder, name: binder.path.join(' / '), home: `/agence/${scope.line}/documents/${binder.id}` };
  }

  private head({ name, home, active }: { name: string; home: string; active: boolean }) {
    return { binderName: name, home, active };
  }

  private options(prefix: string, values: readonly string[]) {
    return values.map((value) => ({ value, label: this.say(`${prefix}.${value}`) }));
  }

  private say(key: string, values?: SentenceValues): string {
    return this.translator.say(context().locale, `syndic-documents:${key}`, values);
  }
}
