import { type Query, sql } from '../platform/database/index.js';

export interface PropertyLot {
  id: string;
  buildingId: string;
  buildingName: string;
  addressLines: string[];
  postalCode: string | null;
  city: string | null;
  number: string;
  kind: 'apartment' | 'house' | 'parking' | 'cellar' | 'shop' | 'office' | 'other';
  floor: string | null;
  description: string | null;
  /** Square metres. */
  area: number | null;
}

/** Published lots, by building and number. */
export function readPropertyLots(query: Query, lotIds: readonly string[]): Promise<PropertyLot[]> {
  return query<PropertyLot>(sql`
    SELECT l.id, b.id AS "buildingId", b.name AS "buildingName", b.address_lines AS "addressLines", b.postal_code AS "postalCode", b.city,
      l.number, l.kind, l.floor, l.description, l.area
    FROM lot l JOIN building b ON b.id = l.building_id
    WHERE l.id = ANY (${lotIds}::uuid[]) ORDER BY b.sort_name, b.id, length(l.number), l.number, l.id`);
}

export interface LotShareRow {
  lotId: string;
  label: string;
  value: number;
  total: number;
}

/** Shares of the lots in the keys of their buildings. */
export function readLotShares(query: Query, lotIds: readonly string[]): Promise<LotShareRow[]> {
  return query<LotShareRow>(sql`
    SELECT s.lot_id AS "lotId", k.label, s.value, k.total
    FROM lot_share s JOIN allocation_key k ON k.id = s.key_id AND k.listed
    WHERE s.lot_id = ANY (${lotIds}::uuid[]) ORDER BY s.lot_id, k.position, s.position`);
}

export interface LotTenancy {
  lotId: string;
  name: string;
  from: string | null;
  until: string | null;
}

/** Who rents the lots that these accounts own, today [RES-39]. */
export function readTenancies(query: Query, accountIds: readonly string[], today: string): Promise<LotTenancy[]> {
  return query<LotTenancy>(sql`
    SELECT h.lot_id AS "lotId", coalesce(p.company_name, concat_ws(' ', p.civility, p.first_name, p.last_name)) AS name,
      h.held_from AS "from", h.held_until AS "until"
    FROM lot_holder o
      JOIN lot_holder h ON h.lot_id = o.lot_id AND h.part = 'lessee'
      JOIN account a ON a.id = h.account_id AND a.publication_state <> 'withdrawn'
      JOIN party p ON p.id = a.party_id
    WHERE o.account_id = ANY (${accountIds}::uuid[]) AND o.part = 'owner'
      AND coalesce(o.held_from, '-infinity') <= ${today} AND coalesce(o.held_until, 'infinity') >= ${today}
      AND coalesce(h.held_from, '-infinity') <= ${today} AND coalesce(h.held_until, 'infinity') >= ${today}
    ORDER BY h.lot_id, name`);
}
