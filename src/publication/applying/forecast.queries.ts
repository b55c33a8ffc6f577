import { type Query, raw, sql } from '../../platform/database/index.js';
import type { SectionForecast, Widening } from '../domain/guard.js';
import type { Section } from '../manifest/manifest.types.js';
import { isLeftAlone } from '../resolving/standing.queries.js';
import { type PlannedSection, planOf } from '../sections/index.js';
import type { RunScope } from '../staging/run-scope.js';
import { type BinderChange, binderChanges } from './binder-changes.queries.js';
import { widening } from './widening.queries.js';

export interface SectionCounts {
  listed: number;
  added: number;
  changed: number;
  unchanged: number;
  withdrawn: number;
  expired: number;
  setAside: number;
}
export interface Forecast {
  counts: Map<Section, SectionCounts>;
  sections: SectionForecast[];
  widenings: Widening[];
}

type Classified = Omit<SectionCounts, 'listed'> & Omit<SectionForecast, 'section' | 'listed' | 'setAside'>;

/** What applying the run would do, without doing it. Wants the run staged and settled. */
export async function forecastRun(query: Query, scope: RunScope, today: string): Promise<Forecast> {
  const [staged] = await query<{ listed: Record<string, number>; nameless: Record<string, number> }>(sql`
    SELECT listed, nameless FROM staged_run WHERE run_id = ${scope.runId}`);
  const forecast: Forecast = { counts: new Map(), sections: [], widenings: [] };
  for (const section of scope.sections) {
    const listed = staged?.listed[section] ?? 0;
    const found =
      section === 'binders'
        ? await classifyBinders(query, scope, forecast, today)
        : await classify(query, scope, section, today);
    const setAside = found.setAside + (staged?.nameless[section] ?? 0);
    const { added, changed, unchanged, withdrawn, expired, published, unlisted, remaining } = found;
    forecast.counts.set(section, { listed, added, changed, unchanged, withdrawn, expired, setAside });
    forecast.sections.push({ section, listed, setAside, published, unlisted, remaining });
  }
  return forecast;
}

async function classify(query: Query, scope: RunScope, section: PlannedSection, today: string): Promise<Classified> {
  const { table, hasLine } = planOf(section);
  const isDocuments = section === 'documents';
  const ended = isDocuments ? sql`t.published_until < ${today}::date` : sql`false`;
  const replaced = isDocuments
    ? sql`EXISTS (SELECT FROM staged_document n WHERE n.run_id = ${scope.runId} AND n.intent = 'publish' AND n.replaces_id = t.id)`
    : sql`false`;
  const [row] = await query<Classified>(sql`
    SELECT count(*) FILTER (WHERE visible)::int AS published,
      count(*) FILTER (WHERE intent = 'publish' AND NOT coalesce(visible OR blocked, false))::int AS added,
      count(*) FILTER (WHERE intent = 'publish' AND visible AND NOT same)::int AS changed,
      count(*) FILTER (WHERE intent = 'publish' AND (visible AND same OR blocked))::int AS unchanged,
      count(*) FILTER (WHERE visible AND (intent = 'withdraw' OR intent IS NULL AND NOT coalesce(ended, false)))::int AS withdrawn,
      count(*) FILTER (WHERE visible AND intent IS NULL AND ended)::int AS expired,
      count(*) FILTER (WHERE visible AND intent IS NULL AND NOT coalesce(ended, false) AND NOT replaced)::int AS unlisted,
      count(*) FILTER (WHERE intent = 'aside')::int AS "setAside",
      count(*) FILTER (WHERE intent = 'publish' OR intent = 'aside' AND visible)::int AS remaining
    FROM (
      SELECT s.intent, now.visible, now.blocked, now.ended, now.replaced, now.content_hash = s.content_hash AS same
      FROM (SELECT id, intent, content_hash FROM ${raw(`staged_${table}`)} WHERE run_id = ${scope.runId}) AS s
      FULL JOIN (
        SELECT t.id, t.content_hash, t.publication_state IN ('published', 'hidden') AS visible, t.publication_state = 'blocked' AS blocked,
          ${ended} AS ended, ${replaced} AS replaced
        FROM ${raw(table)} t WHERE t.source_id = ${scope.sourceId} AND t.publication_state <> 'withdrawn'
          AND NOT (${hasLine ? isLeftAlone(scope, section) : sql`false`})) AS now ON now.id = s.id) AS compared`);
  if (!row) throw new Error(`No forecast of ${section}`);
  return row;
}

async function classifyBinders(query: Query, scope: RunScope, forecast: Forecast, today: string): Promise<Classified> {
  const changes = await binderChanges(query, scope);
  const [before] = await query<{ listed: number; gone: number }>(sql`
    SELECT count(*)::int AS listed,
      count(*) FILTER (WHERE NOT EXISTS (SELECT FROM staged_binder s WHERE s.run_id = ${scope.runId} AND s.id = b.id))::int AS gone
    FROM binder_listing l JOIN binder b ON b.tenant_id = l.tenant_id AND b.id = l.binder_id
    WHERE l.source_id = ${scope.sourceId} AND NOT (${isLeftAlone(scope, 'binders', sql`b.line`)})`);
  const count = (outcome: BinderChange['outcome']) => changes.filter((change) => change.outcome === outcome).length;
  const gone = before?.gone ?? 0;
  for (const change of changes)
    if (change.widened.length > 0) forecast.widenings.push(await widening(query, change, today));
  return {
    published: before?.listed ?? 0,
    added: count('added'),
    changed: count('changed'),
    unchanged: count('unchanged'),
    withdrawn: gone,
    expired: 0,
    unlisted: gone,
    setAside: 0,
    remaining: changes.length,
  };
}
