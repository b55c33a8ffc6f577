import { type Query, sql } from '../../platform/database/index.js';

/** Name of who has none any more. */
const NOBODY = 'Anonyme';

/**
 * Parties withdrawn before that instant, and named by nothing that is published: a source may still list an account or a council
 * of someone it no longer describes.
 */
export async function partiesToAnonymise(query: Query, before: Date, most: number): Promise<string[]> {
  const rows = await query<{ id: string }>(sql`
    SELECT p.id FROM party p JOIN publication_run r ON r.id = p.withdrawn_run_id
    WHERE p.publication_state = 'withdrawn' AND r.applied_at <= ${before}
      AND NOT EXISTS (SELECT FROM anonymised_party x WHERE x.party_id = p.id AND x.at >= r.applied_at)
      AND NOT EXISTS (SELECT FROM account a WHERE a.party_id = p.id AND a.publication_state <> 'withdrawn')
      AND NOT EXISTS (SELECT FROM supplier s WHERE s.party_id = p.id AND s.publication_state <> 'withdrawn')
      AND NOT EXISTS (SELECT FROM council_membership c JOIN building b ON b.id = c.building_id
        WHERE c.party_id = p.id AND b.publication_state <> 'withdrawn')
      AND NOT EXISTS (SELECT FROM caretaker c JOIN building b ON b.id = c.building_id
        WHERE c.party_id = p.id AND b.publication_state <> 'withdrawn')
    ORDER BY p.id LIMIT ${most} FOR UPDATE OF p`);
  return rows.map(({ id }) => id);
}

/** References go too: they often hold a name. A source that lists the person again gives his back with the rest. */
export async function anonymise(query: Query, partyIds: readonly string[], at: Date): Promise<void> {
  const his = sql`party_id = ANY (${partyIds}::uuid[])`;
  await Promise.all([
    query(sql`
      UPDATE party SET civility = NULL, last_name = CASE kind WHEN 'person' THEN ${NOBODY} END, first_name = NULL,
        company_name = CASE kind WHEN 'company' THEN ${NOBODY} END, email = NULL, phone = NULL, mobile = NULL,
        electronic_notices = false, address_lines = '{}', postal_code = NULL, city = NULL, country = NULL,
        ref = 'anonyme-' || id, content_hash = NULL
      WHERE id = ANY (${partyIds}::uuid[])`),
    query(sql`
      UPDATE account SET number = ${NOBODY}, label = NULL, ref = 'anonyme-' || id, content_hash = NULL WHERE ${his}`),
    query(sql`
      UPDATE supplier SET account_number = '401', phone = NULL, email = NULL, ref = 'anonyme-' || id, content_hash = NULL WHERE ${his}`),
    query(sql`UPDATE caretaker SET phone = NULL, presence = NULL WHERE ${his}`),
    query(sql`DELETE FROM outgoing_message WHERE concerns_kind = 'party' AND concerns_id = ANY (${partyIds}::text[])`),
    query(sql`
      INSERT INTO anonymised_party (party_id, at) SELECT unnest(${partyIds}::uuid[]), ${at}
      ON CONFLICT (tenant_id, party_id) DO UPDATE SET at = excluded.at`),
  ]);
}
