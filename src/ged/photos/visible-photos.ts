import { sql, type Sql } from '../../platform/database/index.js';
import { buildingsOf, buildingWithin, lotsOf, type ResidentSpace, type StaffScope } from '../../portfolio/index.js';

/**
 * Which photos (`p`) a resident sees: published ones of the buildings he has a published account in (specification 1, §2.7). One taken in
 * a lot is for who holds that lot, like a document addressed to it: his neighbours have no business in his home.
 */
export function shownTo({ line, standing }: Pick<ResidentSpace, 'line' | 'standing'>): Sql {
  const buildings = buildingsOf(standing).map(({ id }) => id);
  return sql`p.line = ${line} AND p.building_id = ANY (${buildings}::uuid[])
    AND (p.lot_id IS NULL OR p.lot_id = ANY (${lotsOf(standing)}::uuid[]))`;
}

/** Those a staff member sees: of the buildings he works for. */
export function shownToStaff(scope: StaffScope): Sql {
  return sql`p.line = ${scope.line} AND ${buildingWithin(scope, sql`p.building_id`)}`;
}
