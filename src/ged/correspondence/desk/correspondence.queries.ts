import { type Query, sql, type Sql } from '../../../platform/database/index.js';
import { keyset, type ListPage, type ListRequest } from '../../../platform/lists/index.js';
import type { BusinessLine } from '../../../platform/tenancy/index.js';
import type { RecipientScope } from '../domain/facts.js';
import { currentReach, ofBuildings, type Reach, seenBy, targetsOf, withinReach } from './reach.sql.js';
import { recipientsOf } from './recipients.sql.js';
import { type CorrespondenceState, ITS_DOCUMENTS, stateOn } from './state.sql.js';

export interface ShownRecipient {
  scope: RecipientScope;
  targetId: string;
  name: string;
  published: boolean;
}

export interface ListedCorrespondence {
  number: number;
  line: BusinessLine;
  subject: string;
  /** Of processing, or of the draft. */
  day: string;
  template: string;
  binderPath: string[] | null;
  publicationOn: string | null;
  state: CorrespondenceState;
  /** The first of them, and how many they are. */
  recipients: ShownRecipient[];
  recipientsCount: number;
  at: (string | number)[];
}

export interface CorrespondenceFilters {
  search: string;
  state: CorrespondenceState | null;
  templateId: string | null;
  buildingId: string | null;
  /** Only those of these buildings, `buildingsInCharge`; null: of all. */
  mine: string[] | null;
  caseNumber: string;
  /** Day of the first ones. */
  since: string | null;
}

const DAY = sql`coalesce(c.processed_on, c.created_at::date)`;
const RECIPIENTS_SHOWN = 2;

const FROM = sql`
  FROM correspondence c JOIN correspondence_template t ON t.id = c.template_id LEFT JOIN binder b ON b.id = t.binder_id
    LEFT JOIN case_file f ON f.id = c.case_file_id ${ITS_DOCUMENTS}`;

/** Newest first. */
export async function listCorrespondence(
  query: Query,
  filters: CorrespondenceFilters,
  request: ListRequest<'numero'>,
  today: string,
): Promise<ListPage<ListedCorrespondence>> {
  const page = keyset([{ sql: sql`c.number::bigint`, type: 'bigint' }], request);
  const rows = await query<ListedCorrespondence>(sql`
    SELECT c.number, c.line, c.subject, ${DAY} AS day, t.name AS template, b.path AS "binderPath", c.publication_on AS "publicationOn",
      ${stateOn(today)} AS state, ${recipientsOf(RECIPIENTS_SHOWN)} AS recipients,
      (SELECT count(*)::int FROM correspondence_recipient r WHERE r.correspondence_id = c.id) AS "recipientsCount", ${page.at} AS at
    ${FROM} WHERE ${matching(filters, currentReach(), today)} AND ${page.where}
    ORDER BY ${page.order} LIMIT ${page.limit}`);
  return page.cut(rows);
}

export async function countCorrespondence(
  query: Query,
  filters: CorrespondenceFilters,
  today: string,
): Promise<{ found: number; any: boolean }> {
  const reach = currentReach();
  const from = filters.state ? FROM : sql`FROM correspondence c LEFT JOIN case_file f ON f.id = c.case_file_id`;
  const [row] = await query<{ found: number; any: boolean }>(sql`
    SELECT (SELECT count(*)::int ${from} WHERE ${matching(filters, reach, today)}) AS found,
      EXISTS (SELECT FROM correspondence c WHERE ${seenBy(reach)}) AS any`);
  return row ?? { found: 0, any: false };
}

/** Numbers of all that the list shows, newest first, at most so many. */
export async function numbersOf(
  query: Query,
  filters: CorrespondenceFilters,
  today: string,
  most: number,
): Promise<number[]> {
  const rows = await query<{ number: number }>(sql`
    SELECT c.number ${FROM} WHERE ${matching(filters, currentReach(), today)} ORDER BY c.number DESC LIMIT ${most}::int`);
  return rows.map(({ number }) => number);
}

/** Of these, those that the staff member sees, and whether he may act on each. */
export function reachable(
  query: Query,
  numbers: readonly number[],
): Promise<{ id: string; number: number; subject: string; mine: boolean }[]> {
  const reach = currentReach();
  return query(sql`
    SELECT c.id, c.number, c.subject, ${withinReach(reach)} AS mine FROM correspondence c
    WHERE c.number = ANY (${numbers}::int[]) AND ${seenBy(reach)} ORDER BY c.number DESC`);
}

function matching(filters: CorrespondenceFilters, reach: Reach, today: string): Sql {
  const { search, state, templateId, buildingId, mine, caseNumber, since } = filters;
  const number = /^\d{1,9}$/.test(search) ? Number(search) : null;
  return sql`${seenBy(reach)}
    AND ${state ? sql`${stateOn(today)} = ${state}` : sql`TRUE`}
    AND ${templateId ? sql`c.template_id = ${templateId}` : sql`TRUE`}
    AND ${caseNumber ? sql`f.number = upper(${caseNumber})` : sql`TRUE`}
    AND ${since ? sql`${DAY} >= ${since}::date` : sql`TRUE`}
    AND ${
      buildingId
        ? sql`c.id IN (SELECT r.correspondence_id FROM correspondence_recipient r WHERE r.target_id IN ${targetsOf([buildingId])})`
        : sql`TRUE`
    }
    AND ${mine ? ofBuildings(mine, reach.staffId) : sql`TRUE`}
    AND ${
      search ? sql`(strpos(app.fold(c.subject), app.fold(${search})) > 0 OR c.number = ${number}::int)` : sql`TRUE`
    }`;
}

/** The buildings that the staff member is in charge of, as the portfolio says; null when of none: all of them are then his. */
export async function buildingsInCharge(query: Query): Promise<string[] | null> {
  const rows = await query<{ id: string }>(sql`
    SELECT b.id FROM staff_member s JOIN building b ON s.listed_staff_id IN (b.manager_id, b.assistant_id, b.accountant_id)
    WHERE s.id = ${currentReach().staffId} AND b.publication_state = 'published'`);
  return rows.length > 0 ? rows.map(({ id }) => id) : null;
}
