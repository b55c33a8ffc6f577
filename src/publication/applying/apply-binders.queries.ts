import { type Query, raw, sql } from '../../platform/database/index.js';
import { isLeftAlone } from '../resolving/standing.queries.js';
import type { RunScope } from '../staging/run-scope.js';
import { type BinderChange, binderChanges } from './binder-changes.queries.js';
import type { Applying } from './merge.queries.js';

const BINDER_FIELDS = raw(`id uuid, ref text, line text, path text[], position integer, role text, compliance_kind text,
  active boolean, listed_levels text[], levels text[], outcome text`);

/** A manifest's binder is the one of its line and path, whoever made it; what it says of it holds from this run on (PUB-56, PUB-57). */
export async function applyBinders(applying: Applying): Promise<void> {
  const { query, scope, at } = applying;
  const changes = await binderChanges(query, scope);
  const listed = sql`jsonb_to_recordset(${JSON.stringify(changes)}::jsonb) AS s (${BINDER_FIELDS})`;
  await freeRoles(query, changes);
  await query(sql`
    MERGE INTO binder AS b USING (SELECT * FROM ${listed} WHERE outcome <> 'unchanged') AS s
    ON b.tenant_id = app.tenant_id() AND b.id = s.id
    WHEN MATCHED THEN UPDATE SET position = s.position, role = s.role, compliance_kind = s.compliance_kind, active = s.active,
      levels = s.levels, next_levels = NULL, publication_state = 'published', published_run_id = ${scope.runId}, withdrawn_run_id = NULL
    WHEN NOT MATCHED THEN INSERT (id, line, path, position, levels, role, compliance_kind, active, origin, first_published_at,
        published_run_id)
      VALUES (s.id, s.line, s.path, s.position, s.levels, s.role, s.compliance_kind, s.active, 'source', ${at}, ${scope.runId})`);
  await withdrawUnlistedBinders(applying);
  await query(sql`
    DELETE FROM binder_listing l USING binder b
    WHERE b.tenant_id = l.tenant_id AND b.id = l.binder_id AND l.source_id = ${scope.sourceId}
      AND NOT (${isLeftAlone(scope, 'binders', sql`b.line`)})`);
  await query(sql`
    INSERT INTO binder_listing (source_id, ref, binder_id, levels, position, active)
    SELECT ${scope.sourceId}, ref, id, listed_levels, position, active FROM ${listed}`);
  await query(sql`
    INSERT INTO touched SELECT 'binders', id, ref, outcome, outcome = 'changed', array_to_string(path, ' / ')
    FROM ${listed} WHERE outcome <> 'unchanged'`);
}

/** One binder at most holds each role: the one the manifest names takes it from the former holder. */
async function freeRoles(query: Query, changes: BinderChange[]): Promise<void> {
  const holders = changes.filter(({ role }) => role !== 'ordinary');
  await query(sql`
    UPDATE binder b SET role = 'ordinary'
    FROM jsonb_to_recordset(${JSON.stringify(holders)}::jsonb) AS s (id uuid, role text)
    WHERE b.role = s.role AND b.id <> s.id`);
}

async function withdrawUnlistedBinders({ query, scope }: Applying): Promise<void> {
  await query(sql`
    WITH unlisted AS (
      SELECT b.id, l.ref, array_to_string(b.path, ' / ') AS label,
        b.origin = 'source' AND NOT EXISTS (
          SELECT FROM binder_listing o WHERE o.binder_id = b.id AND o.source_id <> ${scope.sourceId}) AS ends
      FROM binder_listing l JOIN binder b ON b.tenant_id = l.tenant_id AND b.id = l.binder_id
      WHERE l.source_id = ${scope.sourceId} AND NOT (${isLeftAlone(scope, 'binders', sql`b.line`)})
        AND NOT EXISTS (SELECT FROM staged_binder s WHERE s.run_id = ${scope.runId} AND s.id = b.id)),
    withdrawn AS (
      UPDATE binder b SET publication_state = 'withdrawn', withdrawn_run_id = ${scope.runId}
      FROM unlisted u WHERE b.id = u.id AND u.ends)
    INSERT INTO touched SELECT 'binders', id, ref, 'withdrawn', true, label FROM unlisted`);
}

/** Levels widened at the desk take effect with any run; narrowing did at once (GED-25). */
export async function applyDeskLevels(query: Query): Promise<void> {
  await query(sql`
    UPDATE binder b SET levels = next_levels, next_levels = NULL
    WHERE next_levels IS NOT NULL AND NOT EXISTS (SELECT FROM binder_listing l WHERE l.binder_id = b.id)`);
}

/** The first machine run that lists binders puts the shipped ones nobody uses out of the way (PUB-58). */
export async function retireDefaultBinders(query: Query, scope: RunScope): Promise<void> {
  await query(sql`
    UPDATE binder b SET active = false
    WHERE b.origin = 'default' AND NOT b.name_locked AND NOT (${isLeftAlone(scope, 'binders', sql`b.line`)})
      AND NOT EXISTS (SELECT FROM binder_listing l WHERE l.binder_id = b.id)
      AND NOT EXISTS (SELECT FROM document d WHERE d.binder_id = b.id)
      AND NOT EXISTS (SELECT FROM correspondence_template m WHERE m.binder_id = b.id AND m.state = 'active')`);
}

export async function isFirstToListBinders(query: Query, scope: RunScope): Promise<boolean> {
  if (!scope.holds('binders')) return false;
  const [row] = await query<{ first: boolean }>(sql`
    SELECT s.kind = 'machine' AND NOT EXISTS (
      SELECT FROM binder_listing l JOIN publication_source o ON o.tenant_id = l.tenant_id AND o.id = l.source_id
      WHERE o.kind = 'machine') AS first
    FROM publication_source s WHERE s.id = ${scope.sourceId}`);
  return row?.first ?? false;
}
