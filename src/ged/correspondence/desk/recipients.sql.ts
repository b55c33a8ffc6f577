import { sql, type Sql } from '../../../platform/database/index.js';
import { RECIPIENTS } from '../facts.queries.js';

const PARTY = sql`coalesce(rp.company_name, concat_ws(' ', rp.last_name, rp.first_name))`;

/** As staff read it: "450MARTINA – Martin Anne", "Résidence Gilbert, lot 7", "Résidence Gilbert". */
const LONG_NAME = sql`CASE r.scope
  WHEN 'account' THEN ra.number || ' – ' || ${PARTY}
  WHEN 'lot' THEN rb.name || ', lot ' || rl.number
  ELSE rb.name END`;

/** The recipients of `c` as JSON, in the order of their names: all, or the first of them. */
export function recipientsOf(most: number | null): Sql {
  return sql`(SELECT coalesce(json_agg(json_build_object('scope', one.scope, 'targetId', one.target_id, 'name', one.name,
      'published', one.published) ORDER BY one.name), '[]') FROM (
    SELECT r.scope, r.target_id, coalesce(${LONG_NAME}, '—') AS name, coalesce(CASE r.scope
        WHEN 'account' THEN ra.publication_state WHEN 'lot' THEN rl.publication_state ELSE rb.publication_state END = 'published', false) AS published
    ${RECIPIENTS} LEFT JOIN party rp ON rp.id = ra.party_id
    WHERE r.correspondence_id = c.id ORDER BY name LIMIT ${most}::int) one)`;
}
