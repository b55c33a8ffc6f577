import { type Query, sql } from '../platform/database/index.js';
import type { NamedParty } from './domain/party-name.js';
import type { StaffScope } from './staff-scope.js';
import { buildingWithin, currentOn } from './staff-scope.queries.js';
import { type Provenance, provenanceOf } from './staff-source.queries.js';

export interface BuildingRecord {
  id: string;
  name: string;
  addressLines: string[];
  postalCode: string | null;
  city: string | null;
  country: string | null;
  entity: { code: string; label: string } | null;
  lotsCount: number | null;
  publishedLots: number;
  clients: number;
  constructionYear: number | null;
  registryNumber: string | null;
  syndicSince: string | null;
  manager: string | null;
  assistant: string | null;
  accountant: string | null;
  worksFundExempt: boolean;
  separateBankAccount: boolean;
  source: Provenance | null;
  council: (NamedParty & { partyId: string; title: 'member' | 'president'; since: string | null })[];
  caretakers: (NamedParty & { partyId: string; phone: string | null; presence: string | null })[];
  keys: { label: string; total: number }[];
  fiscalYears: { startsOn: string; endsOn: string; closed: boolean; approvedOn: string | null }[];
  meetings: { heldOn: string; approvesAccounts: boolean }[];
}

const person = sql`'partyId', p.id, 'kind', p.kind, 'civility', p.civility, 'lastName', p.last_name, 'firstName', p.first_name,
  'companyName', p.company_name`;
const staff = (column: ReturnType<typeof sql>) =>
  sql`(SELECT m.last_name || coalesce(' ' || m.first_name, '') FROM listed_staff m WHERE m.id = ${column})`;

/** null when it is not published, not of the line, or none of the staff member's. */
export async function findBuilding(
  query: Query,
  scope: StaffScope,
  id: string,
  today: string,
): Promise<BuildingRecord | null> {
  const [row] = await query<BuildingRecord>(sql`
    SELECT b.id, b.name, b.address_lines AS "addressLines", b.postal_code AS "postalCode", b.city, b.country,
      (SELECT json_build_object('code', e.code, 'label', e.label) FROM accounting_entity e WHERE e.id = b.entity_id) AS entity,
      b.lots_count AS "lotsCount",
      (SELECT count(*)::int FROM lot l WHERE l.building_id = b.id AND l.publication_state = 'published') AS "publishedLots",
      (SELECT count(DISTINCT a.party_id)::int FROM account a
        WHERE a.building_id = b.id AND a.publication_state = 'published') AS clients,
      b.construction_year AS "constructionYear", b.registry_number AS "registryNumber", b.syndic_since AS "syndicSince",
      ${staff(sql`b.manager_id`)} AS manager, ${staff(sql`b.assistant_id`)} AS assistant,
      ${staff(sql`b.accountant_id`)} AS accountant, b.works_fund_exempt AS "worksFundExempt",
      b.separate_bank_account AS "separateBankAccount", ${provenanceOf(sql`b.source_id`)} AS source,
      (SELECT coalesce(json_agg(json_build_object(${person}, 'title', c.title, 'since', c.since) ORDER BY c.title DESC, p.sort_name), '[]')
        FROM council_membership c JOIN party p ON p.id = c.party_id AND p.publication_state = 'published'
        WHERE c.building_id = b.id AND ${currentOn(today, sql`c.since`, sql`c.until`)}) AS council,
      (SELECT coalesce(json_agg(json_build_object(${person}, 'phone', coalesce(g.phone, p.mobile, p.phone), 'presence', g.presence)
          ORDER BY g.position), '[]')
        FROM caretaker g JOIN party p ON p.id = g.party_id AND p.publication_state = 'published'
        WHERE g.building_id = b.id) AS caretakers,
      (SELECT coalesce(json_agg(json_build_object('label', k.label, 'total', k.total) ORDER BY k.position), '[]')
        FROM allocation_key k WHERE k.building_id = b.id AND k.listed) AS keys,
      (SELECT coalesce(json_agg(json_build_object('startsOn', y.starts_on, 'endsOn', y.ends_on, 'closed', y.closed,
          'approvedOn', y.approved_on) ORDER BY y.starts_on DESC), '[]')
        FROM fiscal_year y WHERE y.building_id = b.id AND y.listed) AS "fiscalYears",
      (SELECT coalesce(json_agg(json_build_object('heldOn', t.held_on, 'approvesAccounts', t.approves_accounts)
          ORDER BY t.held_on DESC), '[]')
        FROM meeting t WHERE t.building_id = b.id) AS meetings
    FROM building b
    WHERE b.id = ${id} AND b.line = ${scope.line} AND b.publication_state = 'published' AND ${buildingWithin(scope, sql`b.id`)}`);
  return row ?? null;
}
