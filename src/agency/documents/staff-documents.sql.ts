import { sql, type Sql } from '../../platform/database/index.js';
import type { StaffScope } from '../../portfolio/index.js';

/** What documents may be addressed to that is of these buildings: themselves, their lots, their accounts. */
export function targetsOfBuildings(buildingIds: readonly string[]): Sql {
  return sql`(
    SELECT id FROM unnest(${buildingIds}::uuid[]) AS id
    UNION SELECT l.id FROM lot l WHERE l.building_id = ANY (${buildingIds}::uuid[])
    UNION SELECT a.id FROM account a WHERE a.building_id = ANY (${buildingIds}::uuid[])
    UNION SELECT h.account_id FROM lot l JOIN lot_holder h ON h.lot_id = l.id WHERE l.building_id = ANY (${buildingIds}::uuid[]))`;
}

/** Document `d`, for a staff member: all of his line, or those addressed to his buildings or to the whole line. */
export function documentWithin({ line, buildingIds }: StaffScope): Sql {
  if (!buildingIds) return sql`d.line = ${line}`;
  return sql`(d.line = ${line} AND d.id IN (SELECT x.document_id FROM document_audience x
    WHERE x.target_id = app.line_target(${line}) OR x.target_id IN ${targetsOfBuildings(buildingIds)}))`;
}

/** What the agency shows of its documents: published ones, those to come and those that ended included. */
export const KEPT = sql`d.publication_state = 'published'`;
