import { type Query, sql } from '../../platform/database/index.js';

/** Who saved a part last, and when; nulls where nobody has. */
export interface LastSaving {
  who: string | null;
  when: Date | null;
}

/** Two people who save at once come one after the other. */
export async function lockSettings(query: Query): Promise<void> {
  await query(sql`SELECT FROM publication_settings FOR UPDATE`);
}

export async function lastSaving(query: Query, part: string): Promise<LastSaving> {
  const [last] = await query<LastSaving>(sql`
    SELECT nullif(concat_ws(' ', m.first_name, m.last_name), '') AS who, c.changed_at AS "when"
    FROM publication_settings_change c LEFT JOIN staff_member m ON m.id = c.changed_by WHERE c.part = ${part}`);
  return last ?? { who: null, when: null };
}

/** "Modifié par … le …". */
export async function signPart(query: Query, part: string, staffId: string | null, now: Date): Promise<void> {
  await query(sql`
    INSERT INTO publication_settings_change (part, changed_by, changed_at) VALUES (${part}, ${staffId}::uuid, ${now})
    ON CONFLICT (tenant_id, part) DO UPDATE SET changed_by = excluded.changed_by, changed_at = excluded.changed_at`);
  await query(sql`UPDATE publication_settings SET modified_by = ${staffId}::uuid, modified_at = ${now}`);
}
