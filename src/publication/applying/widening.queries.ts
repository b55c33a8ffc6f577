import { type Query, sql } from '../../platform/database/index.js';
import type { Widening } from '../domain/guard.js';
import type { BinderChange } from './binder-changes.queries.js';

/** How many documents of the binder would be seen by how many people who do not see them now, by the one rule of who sees what (PUB-92). */
export async function widening(query: Query, change: BinderChange, today: string): Promise<Widening> {
  const { id, line, path, before, levels, widened } = change;
  const [found] = await query<{ documents: number; readers: number }>(sql`
    WITH shown AS MATERIALIZED (
      SELECT d.id, d.level, a.target_id FROM document d JOIN document_audience a ON a.tenant_id = d.tenant_id AND a.document_id = d.id
      WHERE d.binder_id = ${id} AND d.publication_state = 'published'),
    readings AS (
      SELECT p.party_id, s.id, bool_or(t.rank >= app.rank_asked(p.kind, ${levels}::text[], b.role, s.level)) AS after,
        bool_or(t.rank >= app.rank_asked(p.kind, ${before}::text[], b.role, s.level)) AS before
      FROM (SELECT DISTINCT party_id, kind FROM account WHERE line = ${line} AND publication_state = 'published'
          AND EXISTS (SELECT FROM shown)) AS p
      CROSS JOIN LATERAL app.resident_targets(p.party_id, p.kind, ${today}::date) AS t
      JOIN shown s ON s.target_id = t.target_id
      JOIN binder b ON b.id = ${id}
      GROUP BY p.party_id, s.id)
    SELECT count(DISTINCT id)::int AS documents, count(DISTINCT party_id)::int AS readers FROM readings WHERE after AND NOT before`);
  return { line, path, levels: widened, documents: found?.documents ?? 0, readers: found?.readers ?? 0 };
}
