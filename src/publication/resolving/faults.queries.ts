import { join, type Query, raw, sql, type Sql } from '../../platform/database/index.js';
import type { RunScope } from '../staging/run-scope.js';
import { type ChildPlan, type PlannedSection, PLANNED_SECTIONS, planOf, type SectionPlan } from '../sections/index.js';
import { RULES } from './rules.queries.js';

/**
 * Sets aside, in the staging tables, every row that names something that will not be published, then what named that row, until
 * nothing more falls (PUB-49, PUB-50). Wants the temporary tables of `fillStanding`; leaves what fell in `fault`.
 */
export async function setAsideFaults(query: Query, scope: RunScope): Promise<void> {
  await query(sql`DROP TABLE IF EXISTS fault, dropped`);
  await query(sql`
    CREATE TEMP TABLE fault (position integer GENERATED ALWAYS AS IDENTITY, section text, id uuid, ref text, line_no integer,
      code text, target text, root text, message text) ON COMMIT DROP`);
  await query(sql`CREATE TEMP TABLE dropped (document_id uuid, target_id uuid, target text) ON COMMIT DROP`);
  const sections = PLANNED_SECTIONS.filter((section) => scope.holds(section));
  let fallen: number;
  do {
    fallen = 0;
    for (const section of sections) fallen += await setAside(query, scope, section);
  } while (fallen > 0);
}

async function setAside(query: Query, scope: RunScope, section: PlannedSection): Promise<number> {
  const plan = planOf(section);
  const before = await lastPosition(query);
  for (const child of plan.children) if (child.partial) await dropUnresolved(query, scope, plan, child);
  const sources = [...unresolved(scope, plan), ...outOfScope(scope, section), ...(RULES[section]?.(scope.runId) ?? [])];
  if (sources.length === 0) return 0;
  await query(sql`
    INSERT INTO fault (section, id, ref, line_no, code, target, root, message)
    SELECT DISTINCT ON (found.id) ${section}::text, found.id, found.ref, found.line_no,
      CASE WHEN found.message IS NOT NULL THEN 'ROW-04' WHEN cause.id IS NULL THEN 'ROW-01' ELSE 'ROW-07' END,
      found.target, coalesce(cause.root, ${plan.element}::text || ' ' || found.ref), found.message
    FROM (${join(sources, ' UNION ALL ')}) AS found LEFT JOIN aside cause ON cause.id = found.target_id
    ORDER BY found.id, found.message, found.target`);
  return markFallen(query, scope, plan, before);
}

/** One query for each reference of the row and of its children: id, ref, line_no, target_id, target, message. */
function unresolved(scope: RunScope, plan: SectionPlan): Sql[] {
  const staged = raw(`staged_${plan.table}`);
  const own = plan.references.map(
    (column, index) => sql`
      SELECT s.id, s.ref, s.line_no, s.${raw(column)} AS target_id, s.refs[${index + 1}::int] AS target, NULL::text AS message
      FROM ${staged} s WHERE s.run_id = ${scope.runId} AND s.intent = 'publish' AND s.${raw(column)} IS NOT NULL
        AND NOT EXISTS (SELECT FROM standing g WHERE g.id = s.${raw(column)})`,
  );
  const children = plan.children.flatMap((child) =>
    child.partial ? [withoutAny(scope, plan, child)] : ofChild(scope, plan, child),
  );
  return [...own, ...children];
}

function ofChild(scope: RunScope, plan: SectionPlan, child: ChildPlan): Sql[] {
  return child.references.map(
    (column, index) => sql`
      SELECT s.id, s.ref, s.line_no, c.${raw(column)}, c.refs[${index + 1}::int], NULL::text
      FROM ${raw(`staged_${child.table}`)} c
      JOIN ${raw(`staged_${plan.table}`)} s ON s.tenant_id = c.tenant_id AND s.run_id = c.run_id AND s.id = c.${raw(child.parent)}
      WHERE c.run_id = ${scope.runId} AND s.intent = 'publish'
        AND NOT EXISTS (SELECT FROM standing g WHERE g.id = c.${raw(column)})`,
  );
}

/** Rows whose line is told by what they belong to: the reader could not see that it is not announced. */
function outOfScope(scope: RunScope, section: PlannedSection): Sql[] {
  const { table, hasLine } = planOf(section);
  const lines = scope.linesOf(section);
  if (!hasLine || lines === null) return [];
  return [
    sql`
      SELECT s.id, s.ref, s.line_no, NULL::uuid AS target_id, NULL::text AS target,
        'métier hors du périmètre de la section.' AS message
      FROM ${raw(`staged_${table}`)} s
      WHERE s.run_id = ${scope.runId} AND s.intent = 'publish' AND s.line <> ALL (${lines}::text[])`,
  ];
}

/** Of a document left without any audience, the first one that was dropped. */
function withoutAny(scope: RunScope, plan: SectionPlan, child: ChildPlan): Sql {
  return sql`
    SELECT s.id, s.ref, s.line_no, d.target_id, d.target, NULL::text
    FROM dropped d JOIN ${raw(`staged_${plan.table}`)} s ON s.run_id = ${scope.runId} AND s.id = d.document_id
    WHERE s.intent = 'publish' AND NOT EXISTS (
      SELECT FROM ${raw(`staged_${child.table}`)} c WHERE c.run_id = ${scope.runId} AND c.${raw(child.parent)} = s.id)`;
}

async function dropUnresolved(query: Query, scope: RunScope, plan: SectionPlan, child: ChildPlan): Promise<void> {
  const [column] = child.references;
  if (column === undefined) return;
  await query(sql`
    WITH gone AS (
      DELETE FROM ${raw(`staged_${child.table}`)} c WHERE c.run_id = ${scope.runId}
        AND NOT EXISTS (SELECT FROM standing g WHERE g.id = c.${raw(column)})
      RETURNING c.${raw(child.parent)} AS parent_id, c.${raw(column)} AS target_id, c.refs[1] AS target)
    INSERT INTO dropped SELECT gone.* FROM gone
    JOIN ${raw(`staged_${plan.table}`)} s ON s.run_id = ${scope.runId} AND s.id = gone.parent_id AND s.intent = 'publish'`);
}

/** What fell no longer stands, unless an earlier version of it does. */
async function markFallen(query: Query, scope: RunScope, plan: SectionPlan, before: number): Promise<number> {
  const [count] = await query<{ fallen: number }>(sql`
    WITH fresh AS (SELECT id, root FROM fault WHERE position > ${before}),
    marked AS (
      UPDATE ${raw(`staged_${plan.table}`)} s SET intent = 'aside' FROM fresh WHERE s.run_id = ${scope.runId} AND s.id = fresh.id),
    noted AS (INSERT INTO aside SELECT id, root FROM fresh ON CONFLICT DO NOTHING),
    felled AS (
      DELETE FROM standing g USING fresh WHERE g.id = fresh.id
        AND NOT EXISTS (SELECT FROM ${raw(plan.table)} t WHERE t.id = g.id AND t.publication_state <> 'withdrawn'))
    SELECT count(*)::int AS fallen FROM fresh`);
  const fallen = count?.fallen ?? 0;
  if (fallen > 0 && plan.table === 'building') await fellChildren(query, scope, before);
  return fallen;
}

async function fellChildren(query: Query, scope: RunScope, before: number): Promise<void> {
  for (const table of ['allocation_key', 'fiscal_year']) {
    await query(sql`
      WITH gone AS (
        DELETE FROM standing g USING ${raw(`staged_${table}`)} c, fault f
        WHERE c.run_id = ${scope.runId} AND c.id = g.id AND f.id = c.building_id AND f.position > ${before}
          AND NOT EXISTS (SELECT FROM ${raw(table)} t WHERE t.id = g.id AND t.listed)
        RETURNING c.id, f.root)
      INSERT INTO aside SELECT id, root FROM gone ON CONFLICT DO NOTHING`);
  }
}

async function lastPosition(query: Query): Promise<number> {
  const [row] = await query<{ last: number | null }>(sql`SELECT max(position) AS last FROM fault`);
  return row?.last ?? 0;
}
