import { type Query, sql } from '../../platform/database/index.js';
import { narrowest, widenedBy } from '../domain/binder-levels.js';
import type { BusinessLine, Level } from '../manifest/manifest.types.js';
import type { RunScope } from '../staging/run-scope.js';

export interface BinderChange {
  id: string;
  ref: string;
  line: BusinessLine;
  path: string[];
  position: number;
  role: string;
  compliance_kind: string | null;
  active: boolean;
  /** As this source wants them. */
  listed_levels: Level[];
  /** As they will be, the narrowest of all sources. */
  levels: Level[];
  /** As they are; null for a binder that is not there yet. */
  before: Level[] | null;
  /** Who would begin to read the documents of a binder that exists. */
  widened: Level[];
  outcome: 'added' | 'changed' | 'unchanged';
}

interface FoundBinder extends Omit<BinderChange, 'levels' | 'widened' | 'outcome'> {
  others: Level[][] | null;
  visible: boolean;
  same: boolean;
}

/** What the run makes of each binder of its manifest; 500 at most. */
export async function binderChanges(query: Query, scope: RunScope): Promise<BinderChange[]> {
  const found = await query<FoundBinder>(sql`
    SELECT s.id, s.ref, s.line, s.path, s.position, s.role, s.compliance_kind, s.active, s.levels AS listed_levels,
      b.levels AS before, coalesce(b.publication_state = 'published', false) AS visible,
      coalesce((b.position, b.active, b.role) = (s.position, s.active, s.role)
        AND b.compliance_kind IS NOT DISTINCT FROM s.compliance_kind, false) AS same,
      (SELECT jsonb_agg(to_jsonb(l.levels)) FROM binder_listing l
        WHERE l.binder_id = s.id AND l.source_id <> ${scope.sourceId}) AS others
    FROM staged_binder s LEFT JOIN binder b ON b.tenant_id = s.tenant_id AND b.id = s.id
    WHERE s.run_id = ${scope.runId} ORDER BY s.line, s.position`);
  return found.map(({ others, before, visible, same, ...binder }) => {
    const levels = narrowest([binder.listed_levels, ...(others ?? [])]);
    const sameLevels = before !== null && levels.length === before.length && widenedBy(before, levels).length === 0;
    return {
      ...binder,
      before,
      levels,
      widened: before === null || !visible ? [] : widenedBy(before, levels),
      outcome: !visible ? 'added' : same && sameLevels ? 'unchanged' : 'changed',
    };
  });
}
