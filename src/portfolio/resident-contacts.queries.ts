import { type Query, sql } from '../platform/database/index.js';

export interface VisibleOffice {
  id: string;
  name: string;
  addressLines: string[];
  postalCode: string | null;
  city: string | null;
  latitude: number | null;
  longitude: number | null;
  phone: string | null;
  email: string | null;
  openingHours: string | null;
}

/** Offices that the agency shows to residents, in its order [ADM-37]. */
export function readVisibleOffices(query: Query): Promise<VisibleOffice[]> {
  return query<VisibleOffice>(sql`
    SELECT o.id, o.name, o.address_lines AS "addressLines", o.postal_code AS "postalCode", o.city, o.latitude, o.longitude,
      o.phone, o.email, o.opening_hours AS "openingHours"
    FROM office o WHERE o.visible_to_residents ORDER BY o.position, o.id`);
}

export interface InCharge {
  name: string;
  role: 'manager' | 'assistant' | 'accountant';
  phone: string | null;
  email: string | null;
  buildings: string[];
}

/** Who at the agency looks after these buildings and accounts, managers first [RES-41]. */
export function readInCharge(
  query: Query,
  buildingIds: readonly string[],
  accountIds: readonly string[],
): Promise<InCharge[]> {
  return query<InCharge>(sql`
    WITH charge (staff_id, role, building) AS (
      SELECT v.staff_id, v.role, b.name FROM building b
        CROSS JOIN LATERAL (VALUES (b.manager_id, 'manager'), (b.assistant_id, 'assistant'), (b.accountant_id, 'accountant')) v (staff_id, role)
      WHERE b.id = ANY (${buildingIds}::uuid[]) AND b.publication_state = 'published'
      UNION ALL
      SELECT v.staff_id, v.role, NULL FROM account a
        CROSS JOIN LATERAL (VALUES (a.manager_id, 'manager'), (a.assistant_id, 'assistant'), (a.accountant_id, 'accountant')) v (staff_id, role)
      WHERE a.id = ANY (${accountIds}::uuid[]) AND a.publication_state = 'published')
    SELECT concat_ws(' ', s.first_name, s.last_name) AS name, c.role, s.phone, s.email,
      coalesce(array_agg(DISTINCT c.building ORDER BY c.building) FILTER (WHERE c.building IS NOT NULL), '{}') AS buildings
    FROM charge c JOIN listed_staff s ON s.id = c.staff_id AND s.publication_state = 'published'
    GROUP BY s.id, s.first_name, s.last_name, s.phone, s.email, c.role
    ORDER BY CASE c.role WHEN 'manager' THEN 1 WHEN 'assistant' THEN 2 ELSE 3 END, s.last_name, s.first_name, s.id`);
}

export interface Partner {
  trade: string | null;
  name: string;
  phone: string | null;
  email: string | null;
}

/** Suppliers that the agency shows to residents, by trade [RES-40]. */
export function readPartners(query: Query): Promise<Partner[]> {
  return query<Partner>(sql`
    SELECT s.trade, coalesce(p.company_name, concat_ws(' ', p.first_name, p.last_name)) AS name,
      coalesce(s.phone, p.phone, p.mobile) AS phone, coalesce(s.email, p.email) AS email
    FROM supplier s JOIN party p ON p.id = s.party_id
    WHERE s.visible_to_residents AND s.publication_state = 'published'
    ORDER BY app.fold(s.trade) NULLS LAST, s.trade, p.sort_name, s.id`);
}
