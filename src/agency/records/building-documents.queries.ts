import { type Query, sql } from '../../platform/database/index.js';
import type { StaffScope } from '../../portfolio/index.js';
import { KEPT, targetsOfBuildings } from '../documents/staff-documents.sql.js';

export interface BuildingBinder {
  id: string;
  path: string[];
  documents: number;
  /** `YYYY-MM-DD` */
  lastDate: string;
}

/** Binders that hold something addressed to the building, to its lots or to its accounts, by their order. */
export function buildingBinders(query: Query, { line }: StaffScope, buildingId: string): Promise<BuildingBinder[]> {
  return query<BuildingBinder>(sql`
    SELECT b.id, b.path, count(*)::int AS documents, max(d.document_date) AS "lastDate"
    FROM document d JOIN binder b ON b.id = d.binder_id
    WHERE ${KEPT} AND d.line = ${line} AND d.id IN (
      SELECT x.document_id FROM document_audience x WHERE x.target_id IN ${targetsOfBuildings([buildingId])})
    GROUP BY b.id, b.path, b.position ORDER BY b.position, b.path`);
}
