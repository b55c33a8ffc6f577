import { sql, type Sql } from '../platform/database/index.js';
import type { StaffScope } from './staff-scope.js';

type Limits = Pick<StaffScope, 'buildingIds'>;

/** Whether that column is one of the buildings the staff member works for. */
export function buildingWithin({ buildingIds }: Limits, column: Sql): Sql {
  return buildingIds ? sql`${column} = ANY (${buildingIds}::uuid[])` : sql`TRUE`;
}

/** Account `a`: by its own building, or that of a lot it holds or held. Asked of few accounts, one by one. */
export function accountWithin({ buildingIds }: Limits): Sql {
  if (!buildingIds) return sql`TRUE`;
  return sql`(a.building_id = ANY (${buildingIds}::uuid[]) OR EXISTS (
    SELECT FROM lot_holder h JOIN lot l ON l.id = h.lot_id
    WHERE h.account_id = a.id AND l.building_id = ANY (${buildingIds}::uuid[])))`;
}

/** The same for lists, where it would be asked of every account of the tenant: the set of accounts, found by the buildings. */
export function accountOfBuildings(buildingIds: string[]): Sql {
  return sql`a.id IN (
    SELECT o.id FROM account o WHERE o.building_id = ANY (${buildingIds}::uuid[])
    UNION SELECT h.account_id FROM lot l JOIN lot_holder h ON h.lot_id = l.id WHERE l.building_id = ANY (${buildingIds}::uuid[]))`;
}

/** Current on that day, open ends included. */
export function currentOn(today: string, from: Sql, until: Sql): Sql {
  return sql`(coalesce(${from}, '-infinity') <= ${today}::date AND coalesce(${until}, 'infinity') >= ${today}::date)`;
}
