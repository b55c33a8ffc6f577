import { Controller, Get, Param, Query } from '@nestjs/common';
import { CurrentViewer, Staff, type StaffViewer } from '../../platform/auth/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import { NotFound } from '../../platform/errors/index.js';
import { page, type Page } from '../../platform/http/index.js';
import { categoryOfAccount } from '../domain/staff-categories.js';
import { StaffBuildingPage } from '../staff-building.page.js';
import { StaffLotPage } from '../staff-lot.page.js';
import { heldLots } from '../staff-party-tree.queries.js';
import { StaffPartyPage } from '../staff-party.page.js';
import { StaffRecords } from '../staff-records.js';
import { InLine, type StaffScope } from '../staff-scope.js';
import { StaffSupplierPage } from '../staff-supplier.page.js';
import { ownedBuildings } from '../domain/owned-buildings.js';

/** Records of the portfolio: "Général", and the tabs that read nothing but the portfolio. */
@Controller('agence/:line/portefeuille/:category/:id')
export class StaffRecordController {
  constructor(
    private readonly work: UnitOfWork,
    private readonly records: StaffRecords,
    private readonly parties: StaffPartyPage,
    private readonly buildings: StaffBuildingPage,
    private readonly lots: StaffLotPage,
    private readonly suppliers: StaffSupplierPage,
  ) {}

  @Get()
  @Staff('portfolio.view')
  async general(
    @InLine() scope: StaffScope,
    @Param('category') slug: string,
    @Param('id') id: string,
    @CurrentViewer() viewer: StaffViewer,
  ): Promise<Page> {
    const category = await this.records.category(scope, slug);
    switch (category.record) {
      case 'party':
        return this.parties.general(await this.records.party(scope, slug, id), viewer);
      case 'building':
        return this.buildings.general(scope, category, this.records.id(id));
      case 'lot':
        return this.lots.general(scope, category, this.records.id(id));
      case 'supplier':
        return this.suppliers.general(scope, category, this.records.id(id));
    }
  }

  @Get('lots')
  @Staff('portfolio.view')
  async lotsOfBuilding(
    @InLine() scope: StaffScope,
    @Param('category') slug: string,
    @Param('id') id: string,
    @Query() given: Record<string, unknown>,
  ): Promise<Page> {
    const category = await this.records.category(scope, slug);
    if (category.record !== 'building') throw new NotFound();
    return this.buildings.lots(scope, category, this.records.id(id), given);
  }

  /** Lessees have no such tab (ADM-56). */
  @Get('arborescence')
  @Staff('portfolio.view')
  async tree(@InLine() scope: StaffScope, @Param('category') slug: string, @Param('id') id: string): Promise<Page> {
    const open = await this.records.party(scope, slug, id);
    const kind = open.category.account;
    if (!kind || kind === 'lessee' || !open.isClient) throw new NotFound();
    const lots = await this.work.read((query) => heldLots(query, scope, open.party.id, kind, open.today));
    const head = this.records.partyHead(open, 'tree');
    const hrefs = { home: head.home, lessees: `${head.home}/${categoryOfAccount('lessee').slug}` };
    return page('portfolio/staff/tree', {
      title: head.title,
      head,
      buildings: ownedBuildings(lots, hrefs),
      line: scope.line,
    });
  }
}
