import type { SpaceKind } from '../platform/auth/index.js';
import { type Query, sql } from '../platform/database/index.js';
import type { NamedParty } from './domain/party-name.js';
import type { LotKind } from './staff-lots.queries.js';
import type { StaffScope } from './staff-scope.js';
import { buildingWithin } from './staff-scope.queries.js';
import { type Provenance, provenanceOf } from './staff-source.queries.js';

export interface LotRecord {
  id: string;
  number: string;
  kind: LotKind;
  floor: string | null;
  description: string | null;
  area: number | null;
  buildingId: string;
  building: string;
  source: Provenance | null;
  shares: { key: string; value: number; total: number }[];
  holders: (NamedParty & {
    partyId: string;
    account: string;
    accountKind: SpaceKind;
    part: 'owner' | 'lessee';
    from: string | null;
    until: string | null;
  })[];
}

/** With everyone who holds or held it, the latest first. null when it is not published or none of the staff member's. */
export async function findLot(query: Query, scope: StaffScope, id: string): Promise<LotRecord | null> {
  const [row] = await query<LotRecord>(sql`
    SELECT l.id, l.number, l.kind, l.floor, l.description, l.area, b.id AS "buildingId", b.name AS building,
      ${provenanceOf(sql`l.source_id`)} AS source,
      (SELECT coalesce(json_agg(json_build_object('key', k.label, 'value', s.value, 'total', k.total) ORDER BY k.position), '[]')
        FROM lot_share s JOIN allocation_key k ON k.id = s.key_id WHERE s.lot_id = l.id) AS shares,
      (SELECT coalesce(json_agg(json_build_object('partyId', p.id, 'kind', p.kind, 'civility', p.civility, 'lastName', p.last_name,
          'firstName', p.first_name, 'companyName', p.company_name, 'account', a.number, 'accountKind', a.kind, 'part', h.part,
          'from', h.held_from, 'until', h.held_until) ORDER BY h.part DESC, h.held_from DESC NULLS LAST, h.position), '[]')
        FROM lot_holder h JOIN account a ON a.id = h.account_id AND a.publication_state = 'published'
          JOIN party p ON p.id = a.party_id AND p.publication_state = 'published'
        WHERE h.lot_id = l.id) AS holders
    FROM lot l JOIN building b ON b.id = l.building_id AND b.publication_state = 'published'
    WHERE l.id = ${id} AND l.line = ${scope.line} AND l.publication_state = 'published' AND ${buildingWithin(scope, sql`b.id`)}`);
  return row ?? null;
}
