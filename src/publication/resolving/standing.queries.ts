import { type Query, raw, sql, type Sql } from '../../platform/database/index.js';
import type { RunScope } from '../staging/run-scope.js';
import { type PlannedSection, PLANNED_SECTIONS, planOf } from '../sections/index.js';

/** Sections that rows of others name. */
const NAMED: readonly PlannedSection[] = PLANNED_SECTIONS.filter(
  (section) => !['expenses', 'worksFunds', 'photos'].includes(section),
);

/**
 * Fills the temporary table `standing`: every identifier that will be published once the run is applied, whether by this manifest, by
 * the earlier version of a row it sets aside, or because the run leaves its section alone.
 */
export async function fillStanding(query: Query, scope: RunScope, lines: readonly string[]): Promise<void> {
  await query(sql`DROP TABLE IF EXISTS standing, aside`);
  await query(sql`CREATE TEMP TABLE standing (id uuid PRIMARY KEY) ON COMMIT DROP`);
  await query(sql`CREATE TEMP TABLE aside (id uuid PRIMARY KEY, root text NOT NULL) ON COMMIT DROP`);
  await query(sql`INSERT INTO standing SELECT app.line_target(line) FROM unnest(${lines}::text[]) AS line`);
  await addBinders(query, scope);
  for (const section of NAMED) await addSection(query, scope, section);
  await addBuildingChildren(query, scope);
  await addWhatTheDeskNames(query, scope);
  await query(sql`ANALYZE standing`);
  for (const section of PLANNED_SECTIONS) await noteAside(query, scope, section);
}

/** SQL: the row `t` of that section stays as it is, unless the manifest says otherwise. */
export function isLeftAlone(scope: RunScope, section: PlannedSection | 'binders', line = sql`t.line`): Sql {
  const lines = scope.linesOf(section);
  if (lines === null) return sql`false`;
  return lines.length === 0 ? sql`true` : sql`${line} <> ALL (${lines}::text[])`;
}

async function addSection(query: Query, scope: RunScope, section: PlannedSection): Promise<void> {
  const { table, hasLine } = planOf(section);
  const leftAlone = hasLine || !scope.holds(section) ? isLeftAlone(scope, section) : sql`false`;
  await query(sql`
    INSERT INTO standing
    SELECT id FROM ${raw(`staged_${table}`)} WHERE run_id = ${scope.runId} AND intent = 'publish'
    UNION
    SELECT id FROM ${raw(table)} t
    WHERE source_id = ${scope.sourceId} AND publication_state <> 'withdrawn' AND (${leftAlone}
      OR EXISTS (SELECT FROM ${raw(`staged_${table}`)} s WHERE s.run_id = ${scope.runId} AND s.id = t.id AND s.intent = 'aside'))`);
}

async function addBinders(query: Query, scope: RunScope): Promise<void> {
  await query(sql`
    INSERT INTO standing
    SELECT id FROM staged_binder WHERE run_id = ${scope.runId}
    UNION
    SELECT t.id FROM binder t JOIN binder_listing l ON l.tenant_id = t.tenant_id AND l.binder_id = t.id
    WHERE l.source_id = ${scope.sourceId} AND t.publication_state = 'published' AND ${isLeftAlone(scope, 'binders')}`);
}

/** The desk may file in any binder, and address what any source publishes (PUB-45). */
async function addWhatTheDeskNames(query: Query, scope: RunScope): Promise<void> {
  const isDesk = sql`(SELECT kind = 'desk' FROM publication_source WHERE id = ${scope.sourceId})`;
  const named = (table: string) => sql`
    SELECT t.id FROM ${raw(table)} t WHERE ${isDesk} AND t.publication_state <> 'withdrawn' AND t.id IN (
      SELECT a.target_id FROM staged_document_audience a WHERE a.run_id = ${scope.runId} AND a.scope = ${table})`;
  await query(sql`
    INSERT INTO standing
    SELECT id FROM binder WHERE ${isDesk} AND publication_state = 'published'
    UNION ALL ${named('account')} UNION ALL ${named('lot')} UNION ALL ${named('building')}
    ON CONFLICT DO NOTHING`);
}

/** Keys and fiscal years stand with their building: the manifest's, or those of the version that stays. */
async function addBuildingChildren(query: Query, scope: RunScope): Promise<void> {
  for (const table of ['allocation_key', 'fiscal_year']) {
    await query(sql`
      INSERT INTO standing
      SELECT c.id FROM ${raw(`staged_${table}`)} c
      JOIN staged_building b ON b.tenant_id = c.tenant_id AND b.run_id = c.run_id AND b.id = c.building_id
      WHERE c.run_id = ${scope.runId} AND b.intent = 'publish'
      UNION
      SELECT c.id FROM ${raw(table)} c JOIN standing g ON g.id = c.building_id
      WHERE c.listed AND NOT EXISTS (
        SELECT FROM staged_building b WHERE b.run_id = ${scope.runId} AND b.id = c.building_id AND b.intent = 'publish')`);
  }
}

/** Rows the reader set aside are the first cause of what depends on them. */
async function noteAside(query: Query, scope: RunScope, section: PlannedSection): Promise<void> {
  const { table, element } = planOf(section);
  await query(sql`
    INSERT INTO aside SELECT id, ${element}::text || ' ' || ref FROM ${raw(`staged_${table}`)}
    WHERE run_id = ${scope.runId} AND intent = 'aside'`);
}
