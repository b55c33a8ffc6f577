import type { SpaceKind } from '../platform/auth/index.js';
import { type Query, sql } from '../platform/database/index.js';
import type { StaffScope } from './staff-scope.js';
import { buildingWithin, currentOn } from './staff-scope.queries.js';
import { holdersOf, type LotHolder, type LotKind } from './staff-lots.queries.js';

export interface HeldLot {
  id: string;
  number: string;
  kind: LotKind;
  floor: string | null;
  area: number | null;
  buildingId: string;
  building: string;
  account: string;
  heldFrom: string | null;
  /** Of the first allocation key, the general one. */
  share: { key: string; value: number; total: number } | null;
  /** Everyone who holds it today, the client included. */
  holders: LotHolder[];
}

/** "Arborescence" (ADM-55): the lots that a client's accounts of that kind own today, building by building. */
export function heldLots(
  query: Query,
  scope: StaffScope,
  partyId: string,
  kind: SpaceKind,
  today: string,
): Promise<HeldLot[]> {
  return query<HeldLot>(sql`
    SELECT l.id, l.number, l.kind, l.floor, l.area, b.id AS "buildingId", b.name AS building, o.number AS account,
      own.held_from AS "heldFrom", ${holdersOf(today)} AS holders,
      (SELECT json_build_object('key', k.label, 'value', s.value, 'total', k.total)
        FROM lot_share s JOIN allocation_key k ON k.id = s.key_id
        WHERE s.lot_id = l.id ORDER BY k.position LIMIT 1) AS share
    FROM account o JOIN lot_holder own ON own.account_id = o.id AND own.part = 'owner'
      JOIN lot l ON l.id = own.lot_id AND l.publication_state = 'published'
      JOIN building b ON b.id = l.building_id AND b.publication_state = 'published'
    WHERE o.party_id = ${partyId} AND o.kind = ${kind} AND o.publication_state = 'published'
      AND ${currentOn(today, sql`own.held_from`, sql`own.held_until`)} AND ${buildingWithin(scope, sql`b.id`)}
    ORDER BY b.sort_name, b.id, l.sort_number, l.id`);
}
