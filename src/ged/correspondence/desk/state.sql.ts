import { sql, type Sql } from '../../../platform/database/index.js';

/** Where a correspondence stands, as read from its days and from its documents; never stored (§4.2). */
export const STATES = [
  'draft',
  'to-publish',
  'published',
  'changed',
  'to-withdraw',
  'unpublished',
  'no-binder',
  'other-line',
  'ended',
  'replaced',
  'blocked',
] as const;
export type CorrespondenceState = (typeof STATES)[number];

/** Documents of correspondence `c` that a run of the desk made, counted by state: `docs`, beside the desk itself: `desk`. */
export const ITS_DOCUMENTS = sql`
  CROSS JOIN (SELECT s.id, s.last_applied_generated_at FROM publication_source s WHERE s.kind = 'desk') desk
  CROSS JOIN LATERAL (
    SELECT count(*) FILTER (WHERE d.publication_state = 'published')::int AS on_line,
      count(*) FILTER (WHERE d.publication_state = 'blocked')::int AS blocked,
      max(d.published_from) FILTER (WHERE d.publication_state = 'published') AS published_from,
      max(coalesce(d.published_until, 'infinity')) FILTER (WHERE d.publication_state = 'published') AS published_until
    FROM document d WHERE d.source_id = desk.id AND d.ref = ANY (ARRAY(
      SELECT c.number || '/text' UNION ALL SELECT c.number || '/' || place FROM generate_series(1, c.attachments_given) place))) docs`;

/** Of correspondence `c` with its template `t`, the binder `b` of that, and what `ITS_DOCUMENTS` adds. */
export function stateOn(today: string): Sql {
  const ended = sql`CASE WHEN docs.on_line > 0 THEN docs.published_until < ${today}::date
    ELSE c.processed_on + make_interval(months => t.publication_months) < ${today}::date END`;
  return sql`CASE
    WHEN c.processed_on IS NULL THEN 'draft'
    WHEN c.publication_on IS NULL AND docs.on_line > 0 THEN 'to-withdraw'
    WHEN docs.blocked > 0 AND docs.on_line = 0 THEN 'blocked'
    WHEN c.publication_on IS NULL AND c.former_publication_on IS NOT NULL THEN 'unpublished'
    WHEN docs.on_line = 0 AND b.line <> c.line THEN 'other-line'
    WHEN c.publication_on IS NULL OR (docs.on_line = 0 AND b.id IS NULL) THEN 'no-binder'
    WHEN ${ended} THEN 'ended'
    WHEN docs.on_line = 0 AND EXISTS (
      SELECT FROM correspondence n WHERE n.replaces_id = c.id AND n.processed_on IS NOT NULL) THEN 'replaced'
    WHEN docs.on_line = 0 OR docs.published_from <> c.publication_on THEN 'to-publish'
    WHEN c.changed_at > coalesce(desk.last_applied_generated_at, '-infinity') THEN 'changed'
    ELSE 'published' END`;
}
