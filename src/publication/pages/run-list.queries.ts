import { type Query, sql, type Sql } from '../../platform/database/index.js';
import { keyset, type ListPage, type ListRequest, type SortKey } from '../../platform/lists/index.js';
import type { RunState } from '../domain/run-states.js';
import type { BusinessLine } from '../manifest/manifest.types.js';

export interface ListedRun {
  id: string;
  number: number;
  source: string;
  sourceCode: string;
  sourceKind: 'desk' | 'machine';
  trigger: 'schedule' | 'manual' | 'machine' | 'replay';
  startedBy: string | null;
  state: RunState;
  simulate: boolean;
  receivedAt: Date;
  endedAt: Date | null;
  added: number;
  withdrawn: number;
  setAside: number;
  at: (string | number)[];
}

const REHEARSALS = 'verifications';

/** What a person looks for: runs under way, those that wait for a yes, those that are published, those that are not; or rehearsals. */
export const RUN_GROUPS: Record<string, readonly RunState[]> = {
  'en-cours': ['checking', 'receiving', 'ready', 'applying'],
  'en-attente': ['awaiting_approval'],
  publiees: ['applied'],
  'sans-effet': ['refused', 'failed', 'expired', 'rejected', 'superseded', 'abandoned'],
  [REHEARSALS]: [],
};

export interface RunFilters {
  sourceId: string | null;
  group: string | null;
  /** Only those received since. */
  since: Date | null;
  /** Only those that concern one of these lines; null: any. */
  lines: readonly BusinessLine[] | null;
}

const ORDER: SortKey[] = [{ sql: sql`r.number::bigint`, type: 'bigint' }];

/** Newest first. */
export async function listRuns(
  query: Query,
  filters: RunFilters,
  request: ListRequest<'numero'>,
): Promise<ListPage<ListedRun>> {
  const page = keyset(ORDER, request);
  const rows = await query<ListedRun>(sql`
    SELECT r.id, r.number, s.label AS source, s.code AS "sourceCode", s.kind AS "sourceKind", r.trigger, r.state, r.simulate,
      (SELECT concat_ws(' ', m.first_name, m.last_name) FROM staff_member m WHERE m.id = r.started_by) AS "startedBy",
      r.received_at AS "receivedAt", r.ended_at AS "endedAt", coalesce(c.added, 0) AS added, coalesce(c.withdrawn, 0) AS withdrawn,
      coalesce(c.set_aside, 0) AS "setAside", ${page.at} AS at
    FROM publication_run r JOIN publication_source s ON s.id = r.source_id
      CROSS JOIN LATERAL (SELECT sum(n.added)::int AS added, sum(n.withdrawn)::int AS withdrawn, sum(n.set_aside)::int AS set_aside
        FROM run_count n WHERE n.run_id = r.id) c
    WHERE ${matching(filters)} AND ${page.where}
    ORDER BY ${page.order} LIMIT ${page.limit}`);
  return page.cut(rows);
}

export async function countRuns(query: Query, filters: RunFilters): Promise<{ found: number; any: boolean }> {
  const [row] = await query<{ found: number; any: boolean }>(sql`
    SELECT (SELECT count(*)::int FROM publication_run r JOIN publication_source s ON s.id = r.source_id
        WHERE ${matching(filters)}) AS found,
      EXISTS (SELECT FROM publication_run r JOIN publication_source s ON s.id = r.source_id WHERE ${ofLines(filters.lines)}) AS any`);
  return row ?? { found: 0, any: false };
}

/** Runs that wait for a person's yes: the alert of the home. */
export function waitingRuns(query: Query, lines: readonly BusinessLine[] | null): Promise<WaitingRun[]> {
  return query(sql`
    SELECT r.number, r.lines, s.label AS source, r.expires_at AS "expiresAt",
      (SELECT coalesce(sum(n.withdrawn), 0)::int FROM run_count n WHERE n.run_id = r.id) AS withdrawn
    FROM publication_run r JOIN publication_source s ON s.id = r.source_id
    WHERE r.state = 'awaiting_approval' AND ${ofLines(lines)} ORDER BY r.number`);
}

export interface WaitingRun {
  number: number;
  lines: BusinessLine[];
  source: string;
  expiresAt: Date | null;
  withdrawn: number;
}

function matching({ sourceId, group, since, lines }: RunFilters): Sql {
  return sql`${sourceId ? sql`r.source_id = ${sourceId}` : sql`TRUE`}
    AND ${ofGroup(group)}
    AND ${since ? sql`r.received_at >= ${since}` : sql`TRUE`}
    AND ${ofLines(lines)}`;
}

/** A rehearsal is in no group of publications, whatever its end. */
function ofGroup(group: string | null): Sql {
  if (group === REHEARSALS) return sql`r.simulate`;
  const states = group ? RUN_GROUPS[group] : null;
  return states ? sql`r.state = ANY (${states}::text[]) AND NOT r.simulate` : sql`TRUE`;
}

/** A manifest that could not be read says no lines: those of its source count. */
function ofLines(lines: readonly BusinessLine[] | null): Sql {
  return lines === null ? sql`TRUE` : sql`CASE WHEN r.lines = '{}' THEN s.lines ELSE r.lines END && ${lines}::text[]`;
}
