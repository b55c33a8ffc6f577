import { type Query, type Sql, sql } from '../../platform/database/index.js';

const ROWS_AT_ONCE = 10_000;

/** Changes some rows. @returns whether there may be more */
export type Batch = (query: Query) => Promise<boolean>;

function batch(change: Sql): Batch {
  return async (query) => {
    const [done] = await query<{ rows: number }>(
      sql`WITH done AS (${change} RETURNING 1) SELECT count(*)::int AS rows FROM done`,
    );
    return (done?.rows ?? 0) > 0;
  };
}

export function forgetConsultations(until: Date): Batch {
  return batch(sql`
    DELETE FROM consultation_record WHERE id IN (SELECT id FROM consultation_record WHERE at <= ${until} LIMIT ${ROWS_AT_ONCE})`);
}

/** Of table `document` or `photo`, those binned by then that meet the condition on `b`. */
const binned = (table: Sql, until: Date, condition: Sql = sql`TRUE`) => sql`
  SELECT b.id FROM ${table} b
  WHERE b.publication_state = 'binned' AND b.state_changed_at <= ${until} AND ${condition} LIMIT ${ROWS_AT_ONCE}`;

const NAMED = sql`(EXISTS (SELECT FROM consultation_record r WHERE r.document_id = b.id)
  OR EXISTS (SELECT FROM account_entry e WHERE e.document_id = b.id)
  OR EXISTS (SELECT FROM expense_document e WHERE e.document_id = b.id)
  OR EXISTS (SELECT FROM document o WHERE o.replaces_id = b.id))`;

/** In this order. A document that something names is only withdrawn: the proof that someone opened it names it. The bytes of both follow. */
export function emptyBin(until: Date): Batch[] {
  const document = sql`document`;
  const photo = sql`photo`;
  return [
    batch(sql`UPDATE document SET publication_state = 'withdrawn' WHERE id IN (${binned(document, until, NAMED)})`),
    batch(sql`DELETE FROM document WHERE id IN (${binned(document, until)})`),
    batch(sql`DELETE FROM photo WHERE id IN (${binned(photo, until)})`),
  ];
}
