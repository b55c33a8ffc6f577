import type { SpaceKind } from '../platform/auth/index.js';
import { type Query, sql, type Sql } from '../platform/database/index.js';
import type { NamedParty } from './domain/party-name.js';
import type { Category } from './domain/staff-categories.js';
import type { StaffScope } from './staff-scope.js';
import { accountWithin, buildingWithin, currentOn } from './staff-scope.queries.js';
import { type Provenance, provenanceOf } from './staff-source.queries.js';

export interface PartyAccount {
  id: string;
  number: string;
  kind: SpaceKind;
  status: 'active' | 'notice' | 'left' | 'sold';
  statusOn: string | null;
  building: { id: string; name: string } | null;
}

export interface PartySeat {
  part: 'member' | 'president' | 'caretaker';
  buildingId: string;
  building: string;
  since: string | null;
  presence: string | null;
}

export interface PartyRecord extends NamedParty {
  id: string;
  email: string | null;
  phone: string | null;
  mobile: string | null;
  electronicNotices: boolean;
  language: 'fr' | 'en';
  addressLines: string[];
  postalCode: string | null;
  city: string | null;
  country: string | null;
  source: Provenance | null;
  /** Of the line, whatever their kind. */
  accounts: PartyAccount[];
  seats: PartySeat[];
}

/** The person, as found under that category by that staff member; null when he is not there for him. */
export async function findParty(
  query: Query,
  scope: StaffScope,
  category: Category,
  id: string,
  today: string,
): Promise<PartyRecord | null> {
  const [row] = await query<PartyRecord>(sql`
    SELECT p.id, p.kind, p.civility, p.last_name AS "lastName", p.first_name AS "firstName", p.company_name AS "companyName",
      p.email, p.phone, p.mobile, p.electronic_notices AS "electronicNotices", p.language, p.address_lines AS "addressLines",
      p.postal_code AS "postalCode", p.city, p.country, ${provenanceOf(sql`p.source_id`)} AS source,
      ${accountsOf(scope)} AS accounts, ${seatsOf(scope, today)} AS seats
    FROM party p
    WHERE p.id = ${id} AND p.publication_state = 'published' AND ${belongs(category, scope, today)}`);
  return row ?? null;
}

function belongs({ key, account }: Category, scope: StaffScope, today: string): Sql {
  if (key === 'council')
    return sql`EXISTS (SELECT FROM ${seatsWithin('council_membership', scope)} AND ${currentOn(today, sql`s.since`, sql`s.until`)})`;
  if (key === 'caretakers') return sql`EXISTS (SELECT FROM ${seatsWithin('caretaker', scope)})`;
  return sql`EXISTS (SELECT FROM account a WHERE a.party_id = p.id AND a.kind = ${account} AND a.publication_state = 'published'
    AND ${accountWithin(scope)})`;
}

function seatsWithin(table: 'council_membership' | 'caretaker', scope: StaffScope): Sql {
  const named = table === 'caretaker' ? sql`caretaker` : sql`council_membership`;
  return sql`${named} s JOIN building b ON b.id = s.building_id
    WHERE s.party_id = p.id AND b.line = ${scope.line} AND b.publication_state = 'published' AND ${buildingWithin(scope, sql`b.id`)}`;
}

function accountsOf(scope: StaffScope): Sql {
  return sql`(
    SELECT coalesce(json_agg(json_build_object('id', a.id, 'number', a.number, 'kind', a.kind, 'status', a.status,
      'statusOn', a.status_on, 'building', CASE WHEN b.id IS NOT NULL THEN json_build_object('id', b.id, 'name', b.name) END)
      ORDER BY a.number), '[]')
    FROM account a LEFT JOIN building b ON b.id = a.building_id AND b.publication_state = 'published'
    WHERE a.party_id = p.id AND a.line = ${scope.line} AND a.publication_state = 'published' AND ${accountWithin(scope)})`;
}

function seatsOf(scope: StaffScope, today: string): Sql {
  return sql`(
    SELECT coalesce(json_agg(seat ORDER BY seat ->> 'building'), '[]') FROM (
      SELECT json_build_object('part', s.title, 'buildingId', b.id, 'building', b.name, 'since', s.since, 'presence', NULL) AS seat
      FROM ${seatsWithin('council_membership', scope)} AND ${currentOn(today, sql`s.since`, sql`s.until`)}
      UNION ALL
      SELECT json_build_object('part', 'caretaker', 'buildingId', b.id, 'building', b.name, 'since', NULL, 'presence', s.presence)
      FROM ${seatsWithin('caretaker', scope)}) AS seats)`;
}
