import { type Query, raw, sql, type Sql } from '../../platform/database/index.js';
import type { CorrespondenceFacts } from './domain/facts.js';

const ROWS_AT_ONCE = 500;

export interface DeskSettings {
  useAttachmentNames: boolean;
  /** Documents processed since that day are sent again by the next run. */
  resendSince: string | null;
}

export async function deskSettings(query: Query): Promise<DeskSettings> {
  const [row] = await query<DeskSettings>(sql`
    SELECT use_attachment_names AS "useAttachmentNames", resend_since AS "resendSince" FROM publication_settings`);
  return row ?? { useAttachmentNames: false, resendSince: null };
}

export type StoredFacts = CorrespondenceFacts & { id: string };

/** Those of the list, in no order. */
export function factsOf(query: Query, numbers: readonly number[]): Promise<StoredFacts[]> {
  return query<StoredFacts>(facts(sql`c.number = ANY (${numbers}::int[])`));
}

/**
 * All that a run of that day may list and all that may stand in the place of another, newest first, so that one that replaces comes before what it
 * replaces. Read through a cursor: memory holds some hundreds, whatever their number. To be called inside one transaction.
 */
export async function* readFacts(query: Query, today: string): AsyncGenerator<StoredFacts[]> {
  const candidates = sql`c.publication_on <= ${today}::date OR (c.replaces_id IS NOT NULL AND c.processed_on IS NOT NULL)`;
  await query(sql`DECLARE desk_correspondence NO SCROLL CURSOR FOR ${facts(candidates)} ORDER BY c.number DESC`);
  for (;;) {
    const batch = await query<StoredFacts>(sql`FETCH ${raw(String(ROWS_AT_ONCE))} FROM desk_correspondence`);
    if (batch.length === 0) break;
    yield batch;
  }
  await query(sql`CLOSE desk_correspondence`);
}

/** One row per correspondence, whole: everything that `standingOf` and `deskDocuments` decide by. */
function facts(which: Sql): Sql {
  return sql`
    SELECT c.id, c.number, c.line, c.origin, c.subject, c.body <> '' AS "hasText", c.processed_on AS "processedOn",
      c.publication_on AS "publicationOn", c.former_publication_on AS "formerPublicationOn", former.number AS "replacesNumber",
      json_build_object('binder', CASE WHEN b.id IS NOT NULL THEN
          json_build_object('id', b.id, 'line', b.line, 'levels', b.levels || coalesce(b.next_levels, '{}')) END,
        'groupByCaseType', t.group_by_case_type, 'prefixWithCaseReference', t.prefix_with_case_reference,
        'publicationMonths', t.publication_months, 'useAttachmentNames', t.use_attachment_names, 'notify', t.notify,
        'complianceKind', t.compliance_kind) AS template,
      CASE WHEN f.id IS NOT NULL THEN json_build_object('number', f.number, 'type', ft.label) END AS "caseFile",
      CASE WHEN c.text_sha256 IS NOT NULL THEN json_build_object('sha256', c.text_sha256, 'bytes', c.text_bytes) END AS text,
      resent.asked AS resend,
      c.body <> '' AND (c.text_made_of IS DISTINCT FROM c.text_revision OR (resent.asked AND c.text_made_at < resent.asked_at)) AS "textStale",
      (SELECT coalesce(json_agg(json_build_object('position', a.position, 'name', a.name, 'sha256', a.sha256, 'bytes', a.bytes,
          'mediaType', a.media_type) ORDER BY a.position), '[]')
        FROM correspondence_attachment a WHERE a.correspondence_id = c.id) AS attachments,
      (SELECT coalesce(json_agg(json_build_object('scope', r.scope, 'targetId', r.target_id, 'name', ${RECIPIENT_NAME},
          'published', coalesce(${RECIPIENT_STATE} = 'published', false)) ORDER BY r.scope, r.target_id), '[]')
        ${RECIPIENTS} WHERE r.correspondence_id = c.id) AS recipients,
      CASE WHEN former.id IS NULL THEN '{}' ELSE ARRAY(
        SELECT d.ref FROM correspondence_attachment a JOIN document d ON d.ref = former.number || '/' || a.position
          JOIN publication_source s ON s.id = d.source_id AND s.kind = 'desk'
        WHERE a.correspondence_id = former.id ORDER BY a.position) END AS "replacedRefs"
    FROM correspondence c
      JOIN correspondence_template t ON t.id = c.template_id
      LEFT JOIN binder b ON b.id = t.binder_id
      LEFT JOIN case_file f ON f.id = c.case_file_id
      LEFT JOIN case_type ft ON ft.id = f.type_id
      LEFT JOIN correspondence former ON former.id = c.replaces_id
      CROSS JOIN publication_settings settings
      LEFT JOIN publication_settings_change renvoi ON renvoi.part = 'renvoi'
      CROSS JOIN LATERAL (SELECT
        coalesce(c.processed_on >= settings.resend_since, false) OR c.resend_requested_at IS NOT NULL AS asked,
        greatest(c.resend_requested_at, CASE WHEN c.processed_on >= settings.resend_since THEN renvoi.changed_at END) AS asked_at) resent
    WHERE ${which}`;
}

/** Recipients `r` with what they are: account `ra`, lot `rl`, building `rb` (of the lot too). */
export const RECIPIENTS = sql`
  FROM correspondence_recipient r
    LEFT JOIN account ra ON r.scope = 'account' AND ra.id = r.target_id
    LEFT JOIN lot rl ON r.scope = 'lot' AND rl.id = r.target_id
    LEFT JOIN building rb ON rb.id = CASE WHEN r.scope IN ('building', 'council') THEN r.target_id ELSE rl.building_id END`;

export const RECIPIENT_NAME = sql`CASE r.scope WHEN 'account' THEN ra.number WHEN 'lot' THEN rb.name || ', lot ' || rl.number ELSE rb.name END`;

export const RECIPIENT_STATE = sql`CASE r.scope WHEN 'account' THEN ra.publication_state WHEN 'lot' THEN rl.publication_state ELSE rb.publication_state END`;
