import { type Query, sql, type Sql } from '../../platform/database/index.js';
import type { BusinessLine } from '../../platform/tenancy/index.js';
import type { BinderLevel } from './domain/levels.js';

export interface DeskBinder {
  id: string;
  line: BusinessLine;
  path: string[];
  position: number;
  /** Whom it is readable by now. */
  levels: BinderLevel[];
  /** As the next run will make it readable; null when nothing waits. */
  nextLevels: BinderLevel[] | null;
  role: 'ordinary' | 'invoices' | 'syndic_documents' | 'owners_list';
  nameLocked: boolean;
  complianceKind: string | null;
  active: boolean;
  origin: 'default' | 'desk' | 'source';
  /** Labels of the software that lists it: what they say of it holds (PUB-57); null when none does. */
  source: string | null;
  /** Published documents. */
  documents: number;
  /** Documents of any state: what was withdrawn keeps its place too. */
  kept: number;
  templates: number;
  changedBy: string | null;
  changedAt: Date | null;
}

const SELECTED = sql`
  SELECT b.id, b.line, b.path, b.position, b.levels, b.next_levels AS "nextLevels", b.role, b.name_locked AS "nameLocked",
    b.compliance_kind AS "complianceKind", b.active AND b.publication_state = 'published' AS active, b.origin,
    (SELECT string_agg(s.label, ', ' ORDER BY s.label) FROM binder_listing l JOIN publication_source s ON s.id = l.source_id
      WHERE l.binder_id = b.id) AS source,
    coalesce(d.shown, 0) AS documents, coalesce(d.kept, 0) AS kept,
    (SELECT count(*)::int FROM correspondence_template t WHERE t.binder_id = b.id) AS templates,
    (SELECT concat_ws(' ', nullif(m.first_name, ''), m.last_name) FROM staff_member m WHERE m.id = b.modified_by) AS "changedBy",
    b.modified_at AS "changedAt"
  FROM binder b`;
const counted = (of: Sql) => sql`LEFT JOIN LATERAL (
    SELECT count(*) FILTER (WHERE publication_state = 'published')::int AS shown, count(*)::int AS kept
    FROM document WHERE ${of}) d ON true`;

/** In the order of the page. */
export function listBinders(query: Query, lines: readonly BusinessLine[]): Promise<DeskBinder[]> {
  return query<DeskBinder>(sql`${SELECTED}
    LEFT JOIN (SELECT binder_id, count(*) FILTER (WHERE publication_state = 'published')::int AS shown, count(*)::int AS kept
      FROM document GROUP BY binder_id) d ON d.binder_id = b.id
    WHERE b.line = ANY (${lines}::text[]) ORDER BY b.line, b.position, b.path`);
}

/** null for one of a line that is not among these. */
export async function findBinder(query: Query, lines: readonly BusinessLine[], id: string): Promise<DeskBinder | null> {
  const [row] = await query<DeskBinder>(sql`${SELECTED} ${counted(sql`binder_id = b.id`)}
    WHERE b.id = ${id} AND b.line = ANY (${lines}::text[])`);
  return row ?? null;
}

/** Whoever changes binders, or the order of them, comes after who is at it. */
export async function lockBinders(query: Query): Promise<void> {
  await query(sql`SELECT FROM binder ORDER BY id FOR UPDATE`);
}

/** Of the line, letters and accents alike; switched off ones and those a source withdrew included. */
export async function isNameTaken(
  query: Query,
  line: BusinessLine,
  path: readonly string[],
  butId: string | null,
): Promise<boolean> {
  const rows = await query(sql`
    SELECT FROM binder WHERE line = ${line} AND app.fold(array_to_string(path, '/')) = app.fold(${path.join('/')})
      AND id IS DISTINCT FROM ${butId}::uuid`);
  return rows.length > 0;
}
