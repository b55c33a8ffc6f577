import { type Query, sql } from '../../platform/database/index.js';

export interface ReachChange {
  binderId: string;
  line: 'gerance' | 'syndic';
  /** Levels as they are; null where nobody reads it at all. */
  before: readonly string[] | null;
  after: readonly string[];
}

/** Documents that somebody would begin to see, and people who would begin to see some. */
export interface Reach {
  documents: number;
  readers: number;
}

/** How many documents of the binder would be seen by how many people who do not see them now, by the one rule of who sees what (PUB-92). */
export async function reachOf(
  query: Query,
  { binderId, line, before, after }: ReachChange,
  today: string,
): Promise<Reach> {
  const [found] = await query<Reach>(sql`
    WITH shown AS MATERIALIZED (
      SELECT d.id, d.level, a.target_id FROM document d JOIN document_audience a ON a.tenant_id = d.tenant_id AND a.document_id = d.id
      WHERE d.binder_id = ${binderId} AND d.publication_state = 'published'),
    readings AS (
      SELECT p.party_id, s.id, bool_or(t.rank >= app.rank_asked(p.kind, ${after}::text[], b.role, s.level)) AS after,
        ${before !== null} AND bool_or(t.rank >= app.rank_asked(p.kind, ${before ?? []}::text[], b.role, s.level)) AS before
      FROM (SELECT DISTINCT party_id, kind FROM account WHERE line = ${line} AND publication_state = 'published'
          AND EXISTS (SELECT FROM shown)) AS p
      CROSS JOIN LATERAL app.resident_targets(p.party_id, p.kind, ${today}::date) AS t
      JOIN shown s ON s.target_id = t.target_id
      JOIN binder b ON b.id = ${binderId}
      GROUP BY p.party_id, s.id)
    SELECT count(DISTINCT id)::int AS documents, count(DISTINCT party_id)::int AS readers FROM readings WHERE after AND NOT before`);
  return found ?? { documents: 0, readers: 0 };
}
