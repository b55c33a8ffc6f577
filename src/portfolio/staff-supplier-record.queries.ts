import { type Query, sql } from '../platform/database/index.js';
import type { NamedParty } from './domain/party-name.js';
import { type Provenance, provenanceOf } from './staff-source.queries.js';

export interface SupplierRecord extends NamedParty {
  id: string;
  accountNumber: string;
  trade: string | null;
  visibleToResidents: boolean;
  phone: string | null;
  email: string | null;
  addressLines: string[];
  postalCode: string | null;
  city: string | null;
  source: Provenance | null;
}

export async function findSupplier(query: Query, id: string): Promise<SupplierRecord | null> {
  const [row] = await query<SupplierRecord>(sql`
    SELECT s.id, s.account_number AS "accountNumber", s.trade, s.visible_to_residents AS "visibleToResidents",
      coalesce(s.phone, p.phone, p.mobile) AS phone, coalesce(s.email, p.email) AS email, p.kind, p.civility,
      p.last_name AS "lastName", p.first_name AS "firstName", p.company_name AS "companyName", p.address_lines AS "addressLines",
      p.postal_code AS "postalCode", p.city, ${provenanceOf(sql`s.source_id`)} AS source
    FROM supplier s JOIN party p ON p.id = s.party_id AND p.publication_state = 'published'
    WHERE s.id = ${id} AND s.publication_state = 'published'`);
  return row ?? null;
}
