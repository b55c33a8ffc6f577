import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../platform/database/index.js';
import { NotFound } from '../platform/errors/index.js';
import { page, type Page } from '../platform/http/index.js';
import { fullName } from './domain/party-name.js';
import type { Category } from './domain/staff-categories.js';
import { StaffRecords } from './staff-records.js';
import type { StaffScope } from './staff-scope.js';
import { findSupplier } from './staff-supplier-record.queries.js';

@Injectable()
export class StaffSupplierPage {
  constructor(
    private readonly work: UnitOfWork,
    private readonly records: StaffRecords,
  ) {}

  async general(scope: StaffScope, category: Category, id: string): Promise<Page> {
    const supplier = await this.work.read((query) => findSupplier(query, id));
    if (!supplier) throw new NotFound();
    const title = fullName(supplier);
    const head = this.records.head(scope, category, { id, title, source: supplier.source }, 'general');
    return page('portfolio/staff/supplier', { title, head, supplier });
  }
}
