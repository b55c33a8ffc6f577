import { context } from '../../../platform/context/index.js';
import { sql, type Sql } from '../../../platform/database/index.js';
import { openLines } from '../../../portfolio/index.js';
import type { BusinessLine } from '../../../platform/tenancy/index.js';

/** How far a staff member sees and acts: his lines, and all buildings (null) or some. */
export interface Reach {
  staffId: string | null;
  lines: BusinessLine[];
  buildingIds: string[] | null;
}

export function currentReach(): Reach {
  const { viewer } = context();
  if (viewer.kind !== 'staff') return { staffId: null, lines: [], buildingIds: [] };
  return { staffId: viewer.staffId, lines: openLines(), buildingIds: viewer.buildingIds };
}

/** Buildings, lots and accounts of these buildings. */
export function targetsOf(buildingIds: readonly string[]): Sql {
  return sql`(
    SELECT id FROM unnest(${buildingIds}::uuid[]) AS id
    UNION SELECT l.id FROM lot l WHERE l.building_id = ANY (${buildingIds}::uuid[])
    UNION SELECT a.id FROM account a WHERE a.building_id = ANY (${buildingIds}::uuid[])
    UNION SELECT h.account_id FROM lot l JOIN lot_holder h ON h.lot_id = l.id WHERE l.building_id = ANY (${buildingIds}::uuid[]))`;
}

/**
 * Of correspondence `c`, what is addressed to something of these buildings, and the drafts that this staff member began and did not
 * address yet. One set, found by the buildings: asked of each line, it would cost minutes.
 */
export function ofBuildings(buildingIds: readonly string[], staffId: string | null): Sql {
  return sql`c.id IN (
    SELECT r.correspondence_id FROM correspondence_recipient r WHERE r.target_id IN ${targetsOf(buildingIds)}
    UNION ALL SELECT o.id FROM correspondence o WHERE o.created_by = ${staffId} AND o.processed_on IS NULL
      AND NOT EXISTS (SELECT FROM correspondence_recipient r WHERE r.correspondence_id = o.id))`;
}

/** Correspondence `c` that the staff member sees: of his lines and, when he is limited to buildings, of these. */
export function seenBy({ staffId, lines, buildingIds }: Reach): Sql {
  const ofLines = sql`c.line = ANY (${lines}::text[])`;
  return buildingIds ? sql`${ofLines} AND ${ofBuildings(buildingIds, staffId)}` : ofLines;
}

/** Whether nothing of `c` goes beyond his buildings: he may then act on it. */
export function withinReach({ buildingIds }: Reach): Sql {
  if (!buildingIds) return sql`TRUE`;
  return sql`NOT EXISTS (SELECT FROM correspondence_recipient r
    WHERE r.correspondence_id = c.id AND r.target_id NOT IN ${targetsOf(buildingIds)})`;
}
