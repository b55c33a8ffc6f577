import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../platform/database/index.js';
import { NotFound } from '../platform/errors/index.js';
import { page, type Page } from '../platform/http/index.js';
import { ListAddress, readListRequest } from '../platform/lists/index.js';
import { fullName, type NamedParty } from './domain/party-name.js';
import { CATEGORIES, type Category, type CategoryKey } from './domain/staff-categories.js';
import { findBuilding } from './staff-building-record.queries.js';
import { countLots, listLots, LOT_SORTS, type LotSort } from './staff-lots.queries.js';
import { NO_FILTERS } from './staff-portfolio.queries.js';
import { StaffListRows } from './staff-list-rows.js';
import { StaffRecords } from './staff-records.js';
import type { StaffScope } from './staff-scope.js';

const LOTS_PER_PAGE = 100;

@Injectable()
export class StaffBuildingPage {
  constructor(
    private readonly work: UnitOfWork,
    private readonly records: StaffRecords,
    private readonly rows: StaffListRows,
  ) {}

  async general(scope: StaffScope, category: Category, id: string): Promise<Page> {
    const building = await this.find(scope, id);
    const head = this.head(scope, category, building, 'general');
    const slugOf = (key: CategoryKey) => CATEGORIES.find((one) => one.key === key)?.slug ?? '';
    const people = <Person extends NamedParty & { partyId: string }>(persons: Person[], key: CategoryKey) =>
      persons.map((one) => ({ ...one, name: fullName(one), href: `${head.home}/${slugOf(key)}/${one.partyId}` }));
    return page('portfolio/staff/building', {
      title: building.name,
      head,
      line: scope.line,
      building,
      council: people(building.council, 'council'),
      caretakers: people(building.caretakers, 'caretakers'),
      clientsHref: `${head.home}/${scope.line === 'syndic' ? slugOf('co_owners') : slugOf('lessees')}?immeuble=${id}`,
    });
  }

  async lots(scope: StaffScope, category: Category, id: string, given: Record<string, unknown>): Promise<Page> {
    const building = await this.find(scope, id);
    const head = this.head(scope, category, building, 'lots');
    const rules = {
      sorts: Object.keys(LOT_SORTS) as LotSort[],
      usual: 'numero' as const,
      size: LOTS_PER_PAGE,
    } as const;
    const request = readListRequest(given, rules);
    const filters = { ...NO_FILTERS, search: request.search, buildingId: id };
    const [found, total] = await this.work.read((query) =>
      Promise.all([listLots(query, scope, filters, request, this.records.today()), countLots(query, scope, filters)]),
    );
    const address = new ListAddress(`${head.address}/lots`, request);
    const lots = CATEGORIES.find(({ key }) => key === 'lots') as Category;
    return page('portfolio/staff/building-lots', {
      title: building.name,
      head,
      search: request.search,
      rows: await this.rows.of(lots, scope, found.rows),
      sorts: address.sorts(rules.sorts),
      paging: address.paging(found, total),
      address: address.reset,
      narrowed: address.narrowed,
      resetHref: address.narrowed ? address.reset : null,
    });
  }

  private async find(scope: StaffScope, id: string) {
    const building = await this.work.read((query) => findBuilding(query, scope, id, this.records.today()));
    if (!building) throw new NotFound();
    return building;
  }

  private head(scope: StaffScope, category: Category, building: Awaited<ReturnType<typeof this.find>>, tab: string) {
    return this.records.head(scope, category, { id: building.id, title: building.name, source: building.source }, tab);
  }
}
