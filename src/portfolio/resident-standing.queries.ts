import type { SpaceKind } from '../platform/auth/index.js';
import { type Query, sql } from '../platform/database/index.js';
import type { Standing, Target } from './domain/standing.js';

/** What the party stands on in that space on that day (`YYYY-MM-DD`, in the tenant's zone). */
export function readStanding(query: Query, partyId: string, space: SpaceKind, today: string): Promise<Standing> {
  return query<Target>(sql`
    SELECT t.scope, t.target_id AS "targetId", t.account_id AS "accountId", t.building_id AS "buildingId", t.rank,
      t.of_lessee AS "ofLessee", a.number AS "accountNumber", b.name AS "buildingName", l.number AS "lotNumber"
    FROM app.resident_targets(${partyId}, ${space}, ${today}) t
      LEFT JOIN account a ON t.scope = 'account' AND a.id = t.target_id
      LEFT JOIN building b ON b.id = t.building_id
      LEFT JOIN lot l ON t.scope = 'lot' AND l.id = t.target_id`);
}
