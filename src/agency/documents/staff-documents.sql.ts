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

/** Audience `x` of a document the staff member sees: within his buildings, or the whole line. */
export function audienceWithin({ buildingIds }: StaffScope): Sql {
  return buildingIds ? sql`(x.scope = 'line' OR x.target_id IN ${targetsOfBuildings(buildingIds)})` : sql`TRUE`;
}

/** Consultation `r`: of a client of his buildings. */
export function readerWithin({ buildingIds }: StaffScope): Sql {
  if (!buildingIds) return sql`TRUE`;
  return sql`r.party_id IN (SELECT a.party_id FROM account a WHERE a.id IN ${targetsOfBuildings(buildingIds)})`;
}

/** Document `d` is addressed to nobody outside his buildings: he may act on it, not only read it. */
export function whollyWithin({ buildingIds }: StaffScope): Sql {
  if (!buildingIds) return sql`TRUE`;
  return sql`NOT EXISTS (SELECT FROM document_audience x
    WHERE x.document_id = d.id AND x.target_id NOT IN ${targetsOfBuildings(buildingIds)})`;
}

/** What the agency shows of its documents: published ones, those to come and those that ended included. */
export const KEPT = sql`d.publication_state = 'published'`;

/** Those withdrawn at once (PUB-34), and those whose withdrawal was lifted and that wait for a run. */
export const WITHDRAWN = sql`(d.publication_state = 'blocked' OR d.publication_state = 'pending' AND d.state_changed_by IS NOT NULL)`;
