import { Controller, Get, Param, Query } from '@nestjs/common';
import { fileKind } from '../../ged/index.js';
import { Staff } from '../../platform/auth/index.js';
import { Clock } from '../../platform/clock/index.js';
import { context, currentTenant } from '../../platform/context/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import { NotFound } from '../../platform/errors/index.js';
import { page, type Page } from '../../platform/http/index.js';
import { Translator } from '../../platform/i18n/index.js';
import { ListAddress, readListRequest } from '../../platform/lists/index.js';
import { buildingChoices, idOf, InLine, type StaffScope } from '../../portfolio/index.js';
import { countBinderDocuments, foldersOf, listBinderDocuments } from './binder-documents.queries.js';
import { findBinder, listBinders } from './binders.queries.js';
import { readDocumentFilters } from './document-filters.js';
import { levelSentences } from './levels.js';
import { standingOf } from './publication-period.js';

const RULES = { sorts: ['date'], usual: '-date' } as const;

/** "Documents": every binder of the line, then the documents of one; read only (GED-69, GED-70, GED-71). */
@Controller('agence/:line/documents')
export class StaffBindersController {
  constructor(
    private readonly work: UnitOfWork,
    private readonly translator: Translator,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Staff('portfolio.view')
  async binders(@InLine() scope: StaffScope): Promise<Page> {
    const binders = await this.work.read((query) => listBinders(query, scope));
    return page('agency/staff/binders', {
      title: this.say('agency:documents.title'),
      binders: binders.map((binder) => ({
        ...binder,
        name: binder.path.join(' / '),
        href: `/agence/${scope.line}/documents/${binder.id}`,
        readers: levelSentences(binder).map((key) => this.say(key)),
      })),
    });
  }

  @Get(':binder')
  @Staff('portfolio.view')
  async documents(
    @InLine() scope: StaffScope,
    @Param('binder') given: string,
    @Query() asked: Record<string, unknown>,
  ): Promise<Page> {
    const id = idOf(given);
    const request = readListRequest(asked, RULES);
    const filters = readDocumentFilters(asked);
    const found = await this.work.read(async (query) => {
      const binder = id ? await findBinder(query, scope, id) : null;
      if (!binder) throw new NotFound();
      const [documents, total, folders, buildings] = await Promise.all([
        listBinderDocuments(query, scope, binder.id, filters, request),
        countBinderDocuments(query, scope, binder.id, filters),
        foldersOf(query, binder.id),
        buildingChoices(query, scope),
      ]);
      return { binder, documents, total, folders, buildings };
    });
    const { binder, documents, total, folders, buildings } = found;
    const home = `/agence/${scope.line}/documents`;
    const { buildingId: immeuble, account: compte, from: du, to: au, folder: dossier } = filters;
    const address = new ListAddress(`${home}/${binder.id}`, request, { immeuble, compte, du, au, dossier });
    const today = this.clock.today(currentTenant().timeZone);
    return page('agency/staff/binder', {
      title: binder.path.join(' / '),
      home,
      address: address.reset,
      binder: { ...binder, readers: levelSentences(binder).map((key) => this.say(key)) },
      filters,
      keep: request.size === 25 ? {} : { par: request.size },
      choices: {
        buildings: buildings.map(({ id: value, name: label }) => ({ value, label })),
        folders: folders.map((label) => ({ value: label, label })),
      },
      documents: documents.rows.map((row) => ({
        ...row,
        folder: row.folder.join(' › '),
        type: fileKind(row.mediaType) ?? 'other',
        others: row.aimed - row.aims.length,
        standing: standingOf(row, today),
        href: `/agence/${scope.line}/documents/document/${row.id}/consultations`,
        openHref: `/agence/${scope.line}/documents/document/${row.id}`,
      })),
      sorts: address.sorts(['date']),
      paging: address.paging(documents, total),
      narrowed: address.narrowed,
      resetHref: address.narrowed ? address.reset : null,
    });
  }

  private say(key: string): string {
    return this.translator.say(context().locale, key);
  }
}
