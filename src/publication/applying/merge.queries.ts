import { join, type Query, raw, sql } from '../../platform/database/index.js';
import { isLeftAlone } from '../resolving/standing.queries.js';
import { type ChildPlan, type PlannedSection, planOf, type SectionPlan } from '../sections/index.js';
import type { RunScope } from '../staging/run-scope.js';

/** Columns of a staging table that its published table has not. */
const STAGED_ONLY = new Set(['hidden']);
const VISIBLE = sql`('published', 'hidden')`;

export interface Applying {
  query: Query;
  scope: RunScope;
  at: Date;
  /** The day it is for the agency. */
  today: string;
}

/** Publishes what is new or differs of a section: rows that say the same are not rewritten (PUB-35). */
export async function mergeSection({ query, scope, at }: Applying, section: PlannedSection): Promise<void> {
  const plan = planOf(section);
  const columns = plan.columns.filter((column) => !STAGED_ONLY.has(column));
  const state = plan.columns.includes('hidden')
    ? sql`CASE WHEN s.hidden THEN 'hidden' ELSE 'published' END`
    : sql`'published'`;
  const sets = join(columns.map((column) => sql`${raw(column)} = s.${raw(column)}`));
  await query(sql`
    WITH merged AS (
      MERGE INTO ${raw(plan.table)} AS t
      USING (SELECT * FROM ${raw(`staged_${plan.table}`)} WHERE run_id = ${scope.runId} AND intent = 'publish') AS s
      ON t.tenant_id = s.tenant_id AND t.id = s.id
      WHEN MATCHED AND t.publication_state <> 'blocked'
          AND (t.content_hash IS DISTINCT FROM s.content_hash OR t.publication_state NOT IN ${VISIBLE}) THEN
        UPDATE SET ${sets}, ref = s.ref, content_hash = s.content_hash, publication_state = ${state}, published_run_id = ${scope.runId},
          first_published_at = coalesce(t.first_published_at, ${at}), withdrawn_run_id = NULL
      WHEN NOT MATCHED THEN
        INSERT (tenant_id, id, source_id, ref, content_hash, publication_state, first_published_at, published_run_id,
          ${raw(columns.join(', '))})
        VALUES (s.tenant_id, s.id, ${scope.sourceId}, s.ref, s.content_hash, ${state}, ${at}, ${scope.runId},
          ${raw(columns.map((column) => `s.${column}`).join(', '))})
      RETURNING t.id, t.ref, old.id IS NOT NULL AS existed, coalesce(old.publication_state IN ${VISIBLE}, false) AS was_visible,
        ${raw(plan.label)} AS label)
    INSERT INTO touched
    SELECT ${section}::text, id, ref, CASE WHEN was_visible THEN 'changed' ELSE 'added' END, existed, label FROM merged`);
}

/** Keys and fiscal years: those no longer listed are marked, for other rows may still name them. */
export async function mergeMarkedChildren({ query, scope }: Applying, plan: SectionPlan): Promise<void> {
  for (const child of plan.children.filter(({ upkeep }) => upkeep === 'mark')) {
    const columns = [child.parent, ...child.columns];
    await query(sql`
      UPDATE ${raw(child.table)} c SET listed = false FROM touched d
      WHERE d.id = c.${raw(child.parent)} AND d.existed AND c.listed AND NOT EXISTS (
        SELECT FROM ${raw(`staged_${child.table}`)} s WHERE s.run_id = ${scope.runId} AND s.id = c.id)`);
    await query(sql`
      MERGE INTO ${raw(child.table)} AS c
      USING (SELECT s.* FROM ${raw(`staged_${child.table}`)} s JOIN touched d ON d.id = s.${raw(child.parent)}
        WHERE s.run_id = ${scope.runId}) AS s
      ON c.tenant_id = s.tenant_id AND c.id = s.id
      WHEN MATCHED THEN UPDATE SET ${raw(
        columns
          .filter((name) => name !== 'id')
          .map((name) => `${name} = s.${name}`)
          .join(', '),
      )}
      WHEN NOT MATCHED THEN INSERT (tenant_id, ${raw(columns.join(', '))})
        VALUES (s.tenant_id, ${raw(columns.map((name) => `s.${name}`).join(', '))})`);
  }
}

/** Entries, shares, audiences…: those of a row that changed are replaced as a whole. */
export async function replaceChildren({ query, scope }: Applying, plan: SectionPlan): Promise<void> {
  for (const child of plan.children.filter(({ upkeep }) => upkeep === 'replace')) {
    await forgetChildren(query, child, sql`d.existed AND d.outcome IN ('added', 'changed')`);
    const columns = raw([child.parent, ...child.columns].join(', '));
    const values = raw([child.parent, ...child.columns].map((name) => `s.${name}`).join(', '));
    await query(sql`
      INSERT INTO ${raw(child.table)} (tenant_id, ${columns})
      SELECT s.tenant_id, ${values} FROM ${raw(`staged_${child.table}`)} s JOIN touched d ON d.id = s.${raw(child.parent)}
      WHERE s.run_id = ${scope.runId} AND d.outcome IN ('added', 'changed')`);
  }
}

async function forgetChildren(query: Query, child: ChildPlan, when: ReturnType<typeof sql>): Promise<void> {
  await query(sql`DELETE FROM ${raw(child.table)} c USING touched d WHERE d.id = c.${raw(child.parent)} AND ${when}`);
}

/** Withdraws what the manifest no longer lists, in the sections and lines it is exhaustive for (PUB-40, PUB-41). */
export async function withdrawUnlisted({ query, scope, at, today }: Applying, section: PlannedSection): Promise<void> {
  const plan = planOf(section);
  const dated = section === 'documents' || section === 'photos' ? sql`, state_changed_at = ${at}` : sql``;
  const ended =
    section === 'documents'
      ? sql`t.published_until < ${today}::date AND NOT EXISTS (
          SELECT FROM staged_document s WHERE s.run_id = ${scope.runId} AND s.id = t.id)`
      : sql`false`;
  await query(sql`
    WITH withdrawn AS (
      UPDATE ${raw(plan.table)} t SET publication_state = 'withdrawn', withdrawn_run_id = ${scope.runId}${dated}
      WHERE t.source_id = ${scope.sourceId} AND t.publication_state IN ${VISIBLE}
        AND NOT (${plan.hasLine ? isLeftAlone(scope, section) : sql`false`})
        AND NOT EXISTS (SELECT FROM ${raw(`staged_${plan.table}`)} s
          WHERE s.run_id = ${scope.runId} AND s.id = t.id AND s.intent IN ('publish', 'aside'))
      RETURNING t.id, t.ref, CASE WHEN ${ended} THEN 'expired' ELSE 'withdrawn' END AS outcome, ${raw(plan.label)} AS label)
    INSERT INTO touched SELECT ${section}::text, id, ref, outcome, true, label FROM withdrawn`);
  // A withdrawn account keeps no entries: listed again, it is staged and published whole.
  for (const child of plan.children.filter(({ skippable }) => skippable)) {
    await forgetChildren(query, child, sql`d.outcome IN ('withdrawn', 'expired')`);
  }
}
