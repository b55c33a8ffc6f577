import { type Query, sql } from '../../../platform/database/index.js';
import type { BusinessLine } from '../../../platform/tenancy/index.js';
import type { KeptFile } from '../stored-files.queries.js';
import { currentReach } from './reach.sql.js';

export interface ReceivedFile extends KeptFile {
  /** As its sender named it. */
  name: string;
}

export interface WrittenCorrespondence {
  line: BusinessLine;
  templateId: string;
  caseFileId: string | null;
  subject: string;
  body: string;
  staffId: string | null;
  now: Date;
  origin?: 'desk' | 'list';
}

/** A draft under the next number of the agency; two at once wait for each other. */
export async function insertCorrespondence(
  query: Query,
  given: WrittenCorrespondence,
): Promise<{ id: string; number: number }> {
  const { line, templateId, caseFileId, subject, body, staffId, now, origin = 'desk' } = given;
  await query(sql`SELECT pg_advisory_xact_lock(hashtextextended('correspondence number ' || app.tenant_id(), 0))`);
  const [row] = await query<{ id: string; number: number }>(sql`
    INSERT INTO correspondence (number, line, template_id, case_file_id, origin, subject, body, changed_at, created_by, created_at, modified_by, modified_at)
    SELECT coalesce(max(c.number), 0) + 1, ${line}, ${templateId}::uuid, ${caseFileId}::uuid, ${origin}, ${subject}, ${body}, ${now}::timestamptz,
      ${staffId}::uuid, ${now}::timestamptz, ${staffId}::uuid, ${now}::timestamptz
    FROM correspondence c RETURNING id, number`);
  return row as { id: string; number: number };
}

/** Each gets a position that none had before. */
export async function attach(query: Query, correspondenceId: string, files: readonly ReceivedFile[]): Promise<void> {
  if (files.length === 0) return;
  const [row] = await query<{ given: number }>(sql`
    UPDATE correspondence SET attachments_given = attachments_given + ${files.length} WHERE id = ${correspondenceId}
    RETURNING attachments_given - ${files.length} AS given`);
  await query(sql`
    INSERT INTO correspondence_attachment (correspondence_id, position, name, sha256, bytes, media_type)
    SELECT ${correspondenceId}, ${row?.given ?? 0}::int + f.place, f.name, f.sha256, f.bytes, f.media_type
    FROM unnest(${files.map(({ name }) => name)}::text[], ${files.map(({ sha256 }) => sha256)}::text[], ${files.map(({ bytes }) => bytes)}::bigint[],
      ${files.map(({ mediaType }) => mediaType)}::text[]) WITH ORDINALITY AS f (name, sha256, bytes, media_type, place)`);
}

/** Says that what residents read has changed; `text`: its paper must be drawn again. */
export async function touch(query: Query, correspondenceId: string, now: Date, text: boolean): Promise<void> {
  const { staffId } = currentReach();
  await query(sql`
    UPDATE correspondence SET changed_at = ${now}, modified_at = ${now}, modified_by = coalesce(${staffId}::uuid, modified_by),
      text_revision = text_revision + ${text ? 1 : 0} WHERE id = ${correspondenceId}`);
}
