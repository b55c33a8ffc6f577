import { type Query, sql, type Sql } from '../../../platform/database/index.js';
import { keyset, type ListPage, type ListRequest } from '../../../platform/lists/index.js';
import type { BusinessLine } from '../../../platform/tenancy/index.js';

export type TemplateLine = BusinessLine | 'both';

export interface Template {
  id: string;
  name: string;
  line: TemplateLine;
  subject: string;
  body: string;
  state: 'active' | 'archived';
  binderId: string | null;
  binderPath: string[] | null;
  binderLine: BusinessLine | null;
  binderLevels: string[] | null;
  /** What the binder says its papers are. */
  binderKind: string | null;
  groupByCaseType: boolean;
  prefixWithCaseReference: boolean;
  publicationMonths: number | null;
  useAttachmentNames: boolean;
  notify: boolean;
  complianceKind: string | null;
  /** Correspondence written with it. */
  uses: number;
}

export interface TemplateFilters {
  search: string;
  state: 'active' | 'archived';
  line: TemplateLine | null;
}

export interface BinderChoice {
  id: string;
  line: BusinessLine;
  path: string[];
  active: boolean;
}

const COLUMNS = sql`t.id, t.name, t.line, t.subject, t.body, t.state, t.binder_id AS "binderId", b.path AS "binderPath",
  b.line AS "binderLine", b.levels AS "binderLevels", b.compliance_kind AS "binderKind", t.group_by_case_type AS "groupByCaseType",
  t.prefix_with_case_reference AS "prefixWithCaseReference", t.publication_months AS "publicationMonths",
  t.use_attachment_names AS "useAttachmentNames", t.notify, t.compliance_kind AS "complianceKind",
  (SELECT count(*)::int FROM correspondence c WHERE c.template_id = t.id) AS uses`;

/** Those a staff member of these lines may use: his lines' and those of both. */
const ofLines = (lines: readonly BusinessLine[]) => sql`t.line = ANY (${[...lines, 'both']}::text[])`;

export async function findTemplate(query: Query, lines: readonly BusinessLine[], id: string): Promise<Template | null> {
  const [row] = await query<Template>(sql`
    SELECT ${COLUMNS} FROM correspondence_template t LEFT JOIN binder b ON b.id = t.binder_id WHERE t.id = ${id} AND ${ofLines(lines)}`);
  return row ?? null;
}

export async function listTemplates(
  query: Query,
  lines: readonly BusinessLine[],
  filters: TemplateFilters,
  request: ListRequest<'nom'>,
): Promise<ListPage<Template & { at: string[] }>> {
  const page = keyset(
    [
      { sql: sql`app.fold(t.name)`, type: 'text' },
      { sql: sql`t.id`, type: 'uuid' },
    ],
    request,
  );
  const rows = await query<Template & { at: string[] }>(sql`
    SELECT ${COLUMNS}, ${page.at} AS at FROM correspondence_template t LEFT JOIN binder b ON b.id = t.binder_id
    WHERE ${matching(lines, filters)} AND ${page.where} ORDER BY ${page.order} LIMIT ${page.limit}`);
  return page.cut(rows);
}

export async function countTemplates(
  query: Query,
  lines: readonly BusinessLine[],
  filters: TemplateFilters,
): Promise<{ found: number; any: boolean }> {
  const [row] = await query<{ found: number; any: boolean }>(sql`
    SELECT (SELECT count(*)::int FROM correspondence_template t WHERE ${matching(lines, filters)}) AS found,
      EXISTS (SELECT FROM correspondence_template) AS any`);
  return row ?? { found: 0, any: false };
}

/** Active ones, by name, for the choice of a new correspondence. */
export function templateChoices(
  query: Query,
  lines: readonly BusinessLine[],
): Promise<{ id: string; name: string; line: TemplateLine }[]> {
  return query(sql`
    SELECT t.id, t.name, t.line FROM correspondence_template t WHERE t.state = 'active' AND ${ofLines(lines)} ORDER BY app.fold(t.name), t.id`);
}

/** Binders that correspondence may go to: "Documents du syndic" is filled by hand. */
export function binderChoices(query: Query): Promise<BinderChoice[]> {
  return query<BinderChoice>(sql`
    SELECT b.id, b.line, b.path, b.active AND b.publication_state = 'published' AS active FROM binder b
    WHERE b.role <> 'syndic_documents' ORDER BY b.line, b.position, b.path`);
}

/** Documents on line that would have ended, were it that many months. */
export async function endedBy(query: Query, templateId: string, months: number | null, today: string): Promise<number> {
  if (months === null) return 0;
  const [row] = await query<{ count: number }>(sql`
    SELECT count(*)::int AS count FROM correspondence c
      JOIN publication_source s ON s.kind = 'desk'
      CROSS JOIN LATERAL (SELECT c.number || '/text' AS ref UNION ALL
        SELECT c.number || '/' || a.position FROM correspondence_attachment a WHERE a.correspondence_id = c.id) wanted
      JOIN document d ON d.source_id = s.id AND d.ref = wanted.ref
    WHERE c.template_id = ${templateId} AND c.processed_on + make_interval(months => ${months}::int) < ${today}::date
      AND d.publication_state = 'published' AND coalesce(d.published_until, 'infinity') >= ${today}::date`);
  return row?.count ?? 0;
}

function matching(lines: readonly BusinessLine[], { search, state, line }: TemplateFilters): Sql {
  return sql`${ofLines(lines)} AND t.state = ${state} AND ${line ? sql`t.line = ${line}` : sql`TRUE`}
    AND ${search ? sql`strpos(app.fold(t.name || ' ' || t.subject), app.fold(${search})) > 0` : sql`TRUE`}`;
}
