import { type Query, sql, type Sql } from '../../platform/database/index.js';
import type { StaffScope } from '../../portfolio/index.js';
import type { ReceivedFile } from '../correspondence/desk/correspondence.writes.js';

export interface HandMadeDocument {
  id: string;
  title: string;
}

export interface BinnedDocument extends HandMadeDocument {
  complianceKind: string | null;
  binnedAt: Date;
  binnedBy: string | null;
}

export interface AddedDocument {
  binderId: string;
  title: string;
  file: ReceivedFile;
  complianceKind: string | null;
  validUntil: string | null;
  level: string;
  /** null: the whole line. */
  buildings: readonly string[] | null;
  today: string;
  now: Date;
  staffId: string;
}

/** The binder of that id, if it is the one filled by hand. */
export async function findHandMadeBinder(
  query: Query,
  { line }: StaffScope,
  id: string,
): Promise<{ id: string; path: string[]; active: boolean } | null> {
  const [row] = await query<{ id: string; path: string[]; active: boolean }>(sql`
    SELECT id, path, active AND publication_state = 'published' AS active FROM binder
    WHERE id = ${id} AND line = ${line} AND role = 'syndic_documents'`);
  return row ?? null;
}

/** Published at once: no source lists it, so no run withdraws it (GED-78). @returns its id */
export async function insertDocument(query: Query, given: AddedDocument): Promise<string> {
  const { binderId, title, file, complianceKind, validUntil, level, buildings, today, now, staffId } = given;
  const [row] = await query<{ id: string }>(sql`
    INSERT INTO document (line, binder_id, title, filename, sha256, media_type, bytes, document_date, published_from, origin,
      compliance_kind, valid_until, level, publication_state, state_changed_at, state_changed_by, first_published_at)
    VALUES ('syndic', ${binderId}, ${title}, ${file.name}, ${file.sha256}, ${file.mediaType}, ${file.bytes}, ${today}, ${today}, 'manual',
      ${complianceKind}, ${validUntil}, ${level}, 'published', ${now}, ${staffId}, ${now}) RETURNING id`);
  const { id } = row as { id: string };
  await query(sql`
    INSERT INTO document_audience (document_id, scope, target_id, binder_id, document_date)
    SELECT ${id}, ${buildings ? 'building' : 'line'}, target, ${binderId}, ${today}::date
    FROM unnest(${buildings ?? []}::uuid[] || CASE WHEN ${buildings === null} THEN ARRAY[app.line_target('syndic')] END) AS target`);
  return id;
}

/** Document `d`, added by hand, that concerns nobody outside the staff member's buildings. */
function ownIn(binderId: string, { buildingIds }: StaffScope): Sql {
  const within = buildingIds
    ? sql`NOT EXISTS (SELECT FROM document_audience x WHERE x.document_id = d.id AND x.target_id <> ALL (${buildingIds}::uuid[]))`
    : sql`TRUE`;
  return sql`d.binder_id = ${binderId} AND d.source_id IS NULL AND ${within}`;
}

/** Of those, the ones he may delete. */
export function deletable(
  query: Query,
  scope: StaffScope,
  binderId: string,
  ids: readonly string[],
): Promise<HandMadeDocument[]> {
  return query<HandMadeDocument>(sql`
    SELECT d.id, d.title FROM document d
    WHERE d.id = ANY (${ids}::uuid[]) AND d.publication_state = 'published' AND ${ownIn(binderId, scope)}
    ORDER BY d.document_date DESC, d.id DESC`);
}

/** The last thrown away first. */
export function listBin(query: Query, scope: StaffScope, binderId: string): Promise<BinnedDocument[]> {
  return query<BinnedDocument>(sql`
    SELECT d.id, d.title, d.compliance_kind AS "complianceKind", d.state_changed_at AS "binnedAt",
      (SELECT concat_ws(' ', nullif(m.first_name, ''), m.last_name) FROM staff_member m WHERE m.id = d.state_changed_by) AS "binnedBy"
    FROM document d WHERE d.publication_state = 'binned' AND ${ownIn(binderId, scope)}
    ORDER BY d.state_changed_at DESC, d.id DESC LIMIT 500`);
}
