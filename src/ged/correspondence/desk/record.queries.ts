import { type Query, sql } from '../../../platform/database/index.js';
import type { BusinessLine } from '../../../platform/tenancy/index.js';
import type { AttachmentFacts } from '../domain/facts.js';
import type { ShownRecipient } from './correspondence.queries.js';
import { currentReach, seenBy, withinReach } from './reach.sql.js';
import { recipientsOf } from './recipients.sql.js';
import { type CorrespondenceState, ITS_DOCUMENTS, stateOn } from './state.sql.js';

export interface CorrespondenceRecord {
  id: string;
  number: number;
  line: BusinessLine;
  subject: string;
  body: string;
  origin: 'desk' | 'list';
  processedOn: string | null;
  publicationOn: string | null;
  formerPublicationOn: string | null;
  state: CorrespondenceState;
  templateId: string;
  template: string;
  binderPath: string[] | null;
  binderLine: BusinessLine | null;
  binderLevels: string[] | null;
  caseFile: { id: string; number: string; label: string; type: string } | null;
  createdAt: Date;
  author: string | null;
  modifiedAt: Date;
  editor: string | null;
  replaces: number | null;
  replacedBy: number | null;
  attachments: AttachmentFacts[];
  recipients: ShownRecipient[];
  /** Everything of it is within what the staff member may act on. */
  mine: boolean;
}

/** One that the staff member sees; null for any other. */
export async function findCorrespondence(
  query: Query,
  number: number,
  today: string,
): Promise<CorrespondenceRecord | null> {
  const reach = currentReach();
  const [row] = await query<CorrespondenceRecord>(sql`
    SELECT c.id, c.number, c.line, c.subject, c.body, c.origin, c.processed_on AS "processedOn", c.publication_on AS "publicationOn",
      c.former_publication_on AS "formerPublicationOn", ${stateOn(today)} AS state, t.id AS "templateId", t.name AS template,
      b.path AS "binderPath", b.line AS "binderLine", b.levels || coalesce(b.next_levels, '{}') AS "binderLevels",
      CASE WHEN f.id IS NOT NULL THEN json_build_object('id', f.id, 'number', f.number, 'label', f.label, 'type', ft.label) END AS "caseFile",
      c.created_at AS "createdAt", ${nameOf(sql`c.created_by`)} AS author, c.modified_at AS "modifiedAt", ${nameOf(sql`c.modified_by`)} AS editor,
      (SELECT o.number FROM correspondence o WHERE o.id = c.replaces_id) AS replaces,
      (SELECT max(n.number) FROM correspondence n WHERE n.replaces_id = c.id) AS "replacedBy",
      (SELECT coalesce(json_agg(json_build_object('position', a.position, 'name', a.name, 'sha256', a.sha256, 'bytes', a.bytes,
        'mediaType', a.media_type) ORDER BY a.position), '[]') FROM correspondence_attachment a WHERE a.correspondence_id = c.id) AS attachments,
      ${recipientsOf(null)} AS recipients, ${withinReach(reach)} AS mine
    FROM correspondence c JOIN correspondence_template t ON t.id = c.template_id LEFT JOIN binder b ON b.id = t.binder_id
      LEFT JOIN case_file f ON f.id = c.case_file_id LEFT JOIN case_type ft ON ft.id = f.type_id ${ITS_DOCUMENTS}
    WHERE c.number = ${number} AND ${seenBy(reach)}`);
  return row ?? null;
}

export interface OnLineDocument {
  id: string;
  title: string;
  mediaType: string;
  bytes: number;
  publishedFrom: string;
  publishedUntil: string | null;
  /** People who opened or saved it. */
  readers: number;
}

/** What residents read of it now. */
export function documentsOnLine(query: Query, { number }: CorrespondenceRecord): Promise<OnLineDocument[]> {
  return query<OnLineDocument>(sql`
    SELECT d.id, d.title, d.media_type AS "mediaType", d.bytes, d.published_from AS "publishedFrom", d.published_until AS "publishedUntil",
      (SELECT count(DISTINCT r.party_id)::int FROM consultation_record r WHERE r.document_id = d.id) AS readers
    FROM correspondence c ${ON_LINE} WHERE c.number = ${number} ORDER BY d.origin <> 'text', length(d.ref), d.ref`);
}

const ON_LINE = sql`JOIN publication_source s ON s.kind = 'desk'
  JOIN document d ON d.source_id = s.id AND d.publication_state = 'published' AND d.ref = ANY (ARRAY(
    SELECT c.number || '/text' UNION ALL SELECT c.number || '/' || place FROM generate_series(1, c.attachments_given) place))`;

const nameOf = (column: ReturnType<typeof sql>) =>
  sql`(SELECT concat_ws(' ', m.first_name, m.last_name) FROM staff_member m WHERE m.id = ${column})`;
