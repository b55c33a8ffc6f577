import { Controller, Get, Param, Query } from '@nestjs/common';
import { fileKind } from '../../ged/index.js';
import { CurrentViewer, Staff, type StaffViewer } from '../../platform/auth/index.js';
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

const SORTS = ['date', 'titre', 'publie'] as const;
const RULES = { sorts: SORTS, usual: '-date' } as const;

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
    @CurrentViewer() viewer: StaffViewer,
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
        foldersOf(query, scope, binder.id),
        buildingChoices(query, scope),
      ]);
      return { binder, documents, total, folders, buildings };
    });
    const { binder, documents, total, folders, buildings } = found;
    const home = `/agence/${scope.line}/documents`;
    const { search, buildingId: immeuble, account: compte, from: du, to: au, folder: dossier } = filters;
    const etat = filters.withdrawn ? 'retires' : null;
    const address = new ListAddress(`${home}/${binder.id}`, request, { immeuble, compte, du, au, dossier, etat });
    const mayWithdraw = viewer.permissions.has('documents.withdraw_now');
    const byHand = binder.role === 'syndic_documents' && viewer.permissions.has('documents.manage');
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
        states: [{ value: 'retires', label: this.say('agency:withdrawal.only') }],
      },
      chosenState: etat,
      documents: documents.rows.map((row) => ({
        ...row,
        folder: row.folder.join(' › '),
        type: fileKind(row.mediaType) ?? 'other',
        others: row.aimed - row.aims.length,
        standing: standingOf(row, today),
        deletable: byHand && row.whollyHis && row.state === 'published',
        href: `${home}/document/${row.id}/consultations`,
        openHref: `${home}/document/${row.id}`,
        withdrawHref:
          mayWithdraw && row.whollyHis && row.state !== 'blocked' ? `${home}/document/${row.id}/retrait` : null,
        liftHref: mayWithdraw && row.whollyHis && row.state === 'blocked' ? `${home}/document/${row.id}/levee` : null,
      })),
      mayWithdraw,
      byHand,
      bySyndic: binder.role === 'syndic_documents',
      sorts: address.sorts(SORTS),
      paging: address.paging(documents, total),
      narrowed: address.narrowed,
      onlyWithdrawn: filters.withdrawn && !search && !immeuble && !compte && !du && !au && !dossier,
      resetHref: address.narrowed ? address.reset : null,
    });
  }

  private say(key: string): string {
    return this.translator.say(context().locale, key);
  }
}
