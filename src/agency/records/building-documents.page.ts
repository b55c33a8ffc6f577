import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../platform/database/index.js';
import { NotFound } from '../../platform/errors/index.js';
import { page, type Page } from '../../platform/http/index.js';
import { type Category, findBuilding, StaffRecords, type StaffScope } from '../../portfolio/index.js';
import { buildingBinders } from './building-documents.queries.js';

/** "Documents" of a building: binder by binder, what is addressed to it, to its lots or to its accounts. */
@Injectable()
export class BuildingDocumentsPage {
  constructor(
    private readonly work: UnitOfWork,
    private readonly records: StaffRecords,
  ) {}

  async show(scope: StaffScope, category: Category, id: string): Promise<Page> {
    const [building, binders] = await this.work.read((query) =>
      Promise.all([findBuilding(query, scope, id, this.records.today()), buildingBinders(query, scope, id)]),
    );
    if (!building) throw new NotFound();
    const head = this.records.head(
      scope,
      category,
      { id, title: building.name, source: building.source },
      'building-documents',
    );
    return page('agency/staff/building-documents', {
      title: building.name,
      head,
      binders: binders.map((binder) => ({
        ...binder,
        name: binder.path.join(' / '),
        href: `/agence/${scope.line}/documents/${binder.id}?immeuble=${id}`,
      })),
    });
  }
}
