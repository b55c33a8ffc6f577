import { type Query, sql } from '../platform/database/index.js';
import type { FundRow } from './domain/works-fund-table.js';

/** Published funds of these lots, by building and lot number. */
export function readWorksFunds(query: Query, lotIds: readonly string[]): Promise<FundRow[]> {
  return query<FundRow>(sql`
    SELECT b.id AS "buildingId", b.name AS "buildingName", l.id AS "lotId", l.number AS "lotNumber",
      w.account, w.label, w.amount, w.as_of AS "asOf"
    FROM works_fund w JOIN lot l ON l.id = w.lot_id JOIN building b ON b.id = l.building_id
    WHERE w.lot_id = ANY (${lotIds}::uuid[]) AND w.publication_state = 'published'
    ORDER BY b.sort_name, b.id, length(l.number), l.number, l.id, w.account DESC`);
}
