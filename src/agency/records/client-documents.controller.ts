import { Controller, Get, Param, Query } from '@nestjs/common';
import { Staff } from '../../platform/auth/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import { NotFound } from '../../platform/errors/index.js';
import { page, type Page } from '../../platform/http/index.js';
import { ListAddress, readListRequest } from '../../platform/lists/index.js';
import { idOf, InLine, type OpenParty, readStanding, StaffRecords, type StaffScope } from '../../portfolio/index.js';
import { BuildingDocumentsPage } from './building-documents.page.js';
import { clientBinders, clientDocuments, type ClientReader } from './client-documents.queries.js';

const RULES = { sorts: ['date'], usual: '-date', size: 50 } as const;

/** "Documents" of a record: what the client sees, by the one rule, with what he opened (ADM-59); for a building, what concerns it. */
@Controller('agence/:line/portefeuille/:category/:id/documents')
export class ClientDocumentsController {
  constructor(
    private readonly work: UnitOfWork,
    private readonly records: StaffRecords,
    private readonly buildings: BuildingDocumentsPage,
  ) {}

  @Get()
  @Staff('portfolio.view')
  async show(
    @InLine() scope: StaffScope,
    @Param('category') slug: string,
    @Param('id') id: string,
    @Query() asked: Record<string, unknown>,
  ): Promise<Page> {
    const category = await this.records.category(scope, slug);
    if (category.record === 'building') return this.buildings.show(scope, category, this.records.id(id));
    const open = await this.records.party(scope, slug, id);
    if (!open.isClient) throw new NotFound();
    return this.ofClient(open, asked);
  }

  private async ofClient(open: OpenParty, asked: Record<string, unknown>): Promise<Page> {
    const head = this.records.partyHead(open, 'documents');
    const request = readListRequest(asked, RULES);
    const binderId = idOf(asked.classeur);
    const [binders, found] = await this.work.read(async (query) => {
      const { kind, standing } = await this.readerOf(open, query);
      const reader: ClientReader = { partyId: open.party.id, kind, standing, today: open.today };
      return Promise.all([clientBinders(query, reader), clientDocuments(query, reader, binderId, request)]);
    });
    const address = new ListAddress(`${head.address}/documents`, { ...request, search: '' }, { classeur: binderId });
    return page('agency/staff/client-documents', {
      title: head.title,
      head,
      binders: binders.map((binder) => ({
        ...binder,
        name: binder.path.join(' › '),
        href: address.with({ classeur: binder.id === binderId ? null : binder.id }),
        current: binder.id === binderId,
      })),
      allHref: binderId ? address.reset : null,
      documents: found.rows.map((row) => ({
        ...row,
        binder: [...row.binder, ...row.folder].join(' › '),
        href: `/agence/${open.scope.line}/documents/document/${row.id}`,
      })),
      paging: address.paging(
        found,
        binders.filter(({ id }) => !binderId || id === binderId).reduce((sum, { documents }) => sum + documents, 0),
      ),
    });
  }

  /** A staff member limited to buildings sees what the client sees of those. */
  private async readerOf({ party, category, scope, today }: OpenParty, query: Parameters<typeof readStanding>[0]) {
    const kind = category.account;
    if (!kind) throw new NotFound();
    const standing = await readStanding(query, party.id, kind, today);
    const { buildingIds } = scope;
    const within = standing.filter(({ buildingId }) => !buildingIds || !buildingId || buildingIds.includes(buildingId));
    return { kind, standing: within };
  }
}
