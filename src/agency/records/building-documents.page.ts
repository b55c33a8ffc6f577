import { Injectable } from '@nestjs/common';
import { UnitOfWork, sql } from '../../platform/database/index.js';
import { NotFound } from '../../platform/errors/index.js';
import { page, type Page } from '../../platform/http/index.js';
import { type Category, findBuilding, StaffRecords, type StaffScope } from '../../portfolio/index.js';
import { KEPT, targetsOfBuildings } from '../documents/staff-documents.sql.js';

interface BuildingBinder {
  id: string;
  path: string[];
  documents: number;
  lastDate: string;
}

/** "Documents" of a building: binder by binder, what is addressed to it, to its lots or to its accounts. */
@Injectable()
export class BuildingDocumentsPage {
  constructor(
    private readonly work: UnitOfWork,
    private readonly records: StaffRecords,
  ) {}

  async show(scope: StaffScope, category: Category, id: string): Promise<Page> {
    const [building, binders] = await this.work.read((query) =>
      Promise.all([
        findBuilding(query, scope, id, this.records.today()),
        query<BuildingBinder>(sql`
          SELECT b.id, b.path, count(*)::int AS documents, max(d.document_date) AS "lastDate"
          FROM document d JOIN binder b ON b.id = d.binder_id
          WHERE ${KEPT} AND d.line = ${scope.line} AND d.id IN (
            SELECT x.document_id FROM document_audience x WHERE x.target_id IN ${targetsOfBuildings([id])})
          GROUP BY b.id, b.path, b.position ORDER BY b.position, b.path`),
      ]),
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
