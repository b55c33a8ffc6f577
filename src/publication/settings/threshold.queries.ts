import { type Query, sql } from '../../platform/database/index.js';
import type { Threshold } from '../domain/guard.js';

/** Those the agency set for itself, by section. */
export async function ownThresholds(query: Query): Promise<Record<string, Threshold>> {
  const rows = await query<Threshold & { section: string }>(
    sql`SELECT section, floor, percent FROM publication_threshold`,
  );
  return Object.fromEntries(rows.map(({ section, floor, percent }) => [section, { floor, percent }]));
}

/** In the place of those it had. */
export async function writeThresholds(query: Query, own: readonly object[]): Promise<void> {
  await query(sql`DELETE FROM publication_threshold`);
  await query(sql`
    INSERT INTO publication_threshold (section, floor, percent)
    SELECT section, floor, percent FROM jsonb_to_recordset(${JSON.stringify(own)}::jsonb) AS t (section text, floor integer, percent integer)`);
}
