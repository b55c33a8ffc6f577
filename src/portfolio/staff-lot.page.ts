import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../platform/database/index.js';
import { NotFound } from '../platform/errors/index.js';
import { page, type Page } from '../platform/http/index.js';
import { listedName } from './domain/party-name.js';
import { type Category, categoryOfAccount } from './domain/staff-categories.js';
import { findLot } from './staff-lot-record.queries.js';
import { StaffRecords } from './staff-records.js';
import type { StaffScope } from './staff-scope.js';

@Injectable()
export class StaffLotPage {
  constructor(
    private readonly work: UnitOfWork,
    private readonly records: StaffRecords,
  ) {}

  async general(scope: StaffScope, category: Category, id: string): Promise<Page> {
    const lot = await this.work.read((query) => findLot(query, scope, id));
    if (!lot) throw new NotFound();
    const today = this.records.today();
    const title = `${lot.building} – ${lot.number}`;
    const head = this.records.head(scope, category, { id, title, source: lot.source }, 'general');
    return page('portfolio/staff/lot', {
      title,
      head,
      lot,
      buildingHref: `${head.home}/immeubles/${lot.buildingId}`,
      holders: lot.holders.map((holder) => ({
        ...holder,
        name: listedName(holder),
        href: `${head.home}/${categoryOfAccount(holder.accountKind).slug}/${holder.partyId}`,
        current: (holder.from ?? '') <= today && (holder.until ?? '9999-12-31') >= today,
      })),
    });
  }
}
