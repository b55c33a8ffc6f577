import { type Query, sql } from '../../platform/database/index.js';
import { RECIPIENT_STATE, RECIPIENTS } from './facts.queries.js';

/** References of documents on line whose correspondence was taken down at the desk, or whose recipients all lost their publication. */
export async function takenDownRefs(query: Query): Promise<string[]> {
  const rows = await query<{ ref: string }>(sql`
    SELECT d.ref FROM document d
      JOIN publication_source s ON s.tenant_id = d.tenant_id AND s.id = d.source_id AND s.kind = 'desk'
      JOIN correspondence c ON c.tenant_id = d.tenant_id AND c.number::text = split_part(d.ref, '/', 1)
    WHERE d.publication_state IN ('published', 'hidden') AND (c.publication_on IS NULL OR NOT EXISTS (
      SELECT ${RECIPIENTS} WHERE r.correspondence_id = c.id AND ${RECIPIENT_STATE} = 'published'))
    ORDER BY d.ref`);
  return rows.map(({ ref }) => ref);
}
