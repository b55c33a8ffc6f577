import { type Query, sql } from '../platform/database/index.js';

/** Gives the tenant of the transaction its desk source and its settings; what it already has is left as it is. */
export async function provisionPublication(query: Query, lines: readonly string[]): Promise<void> {
  await query(sql`INSERT INTO publication_settings DEFAULT VALUES ON CONFLICT DO NOTHING`);
  await query(sql`INSERT INTO extranet_settings (line) SELECT unnest(${lines}::text[]) ON CONFLICT DO NOTHING`);
  await query(sql`
    INSERT INTO publication_source (code, label, kind, lines, auto_commit)
    SELECT 'DESK', 'Gestion', 'desk', ${lines}::text[], true WHERE cardinality(${lines}::text[]) > 0
    ON CONFLICT DO NOTHING`);
}
