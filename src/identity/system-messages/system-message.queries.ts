import { type Query, sql, type Sql } from '../../platform/database/index.js';
import type { Locale } from '../../platform/i18n/index.js';
import { keyset, type ListPage, type ListRequest, type SortKey } from '../../platform/lists/index.js';
import type { RoleChanges, StaffRole } from '../domain/permissions.js';
import type { StaffMember } from './domain/recipients.js';

export interface StaffRow extends StaffMember {
  name: string;
  email: string | null;
  locale: Locale | null;
}

/** Everyone, whatever he receives: who does is decided in `domain/recipients`. */
export function staffToWriteTo(query: Query): Promise<StaffRow[]> {
  return query<StaffRow>(sql`
    SELECT m.id, m.role, CASE WHEN m.lines = '{}' THEN t.lines ELSE ARRAY(SELECT unnest(m.lines) INTERSECT SELECT unnest(t.lines)) END AS lines,
      concat_ws(' ', nullif(m.first_name, ''), m.last_name) AS name, m.email, m.language AS locale,
      m.receives_system_messages AS "receivesSystemMessages", m.disabled_at IS NOT NULL AS disabled,
      NOT EXISTS (SELECT FROM staff_building b WHERE b.staff_id = m.id) AS "wholeAgency"
    FROM staff_member m JOIN platform.tenant t ON t.id = m.tenant_id ORDER BY m.id`);
}

export function roleChanges(query: Query): Promise<{ role: StaffRole; changes: RoleChanges }[]> {
  return query(sql`SELECT role, jsonb_object_agg(permission, granted) AS changes FROM role_permission GROUP BY role`);
}

/** Whether any of the staff receives system messages; else they go to the master account [PUB-26]. */
export async function someoneReceives(query: Query): Promise<boolean> {
  const [row] = await query<{ any: boolean }>(sql`
    SELECT EXISTS (SELECT FROM staff_member WHERE receives_system_messages AND disabled_at IS NULL) AS any`);
  return row?.any ?? false;
}

export interface MessageToKeep {
  staffId: string;
  title: string;
  body: string;
}

/** @returns whom it was written to: not those who have one of that key already */
export async function insertMessages(
  query: Query,
  messages: MessageToKeep[],
  { key, link, now }: { key: string | null; link: string | null; now: Date },
): Promise<Set<string>> {
  const rows = await query<{ staffId: string }>(sql`
    INSERT INTO system_message (staff_id, key, title, body, link, created_at)
    SELECT m."staffId", ${key}::text, m.title, m.body, ${link}::text, ${now}::timestamptz
    FROM jsonb_to_recordset(${JSON.stringify(messages)}::jsonb) AS m("staffId" uuid, title text, body text)
    ON CONFLICT (tenant_id, key, staff_id) WHERE key IS NOT NULL DO NOTHING RETURNING staff_id AS "staffId"`);
  return new Set(rows.map(({ staffId }) => staffId));
}

export interface ListedMessage {
  id: string;
  title: string;
  createdAt: Date;
  readAt: Date | null;
  at: (string | number)[];
}

export interface MessageFilters {
  staffId: string;
  read: boolean | null;
  search: string;
}

const ORDER: SortKey[] = [
  { sql: sql`s.created_at`, type: 'timestamptz' },
  { sql: sql`s.id`, type: 'uuid' },
];

/** His own, newest first. */
export async function listMessages(
  query: Query,
  filters: MessageFilters,
  request: ListRequest,
): Promise<ListPage<ListedMessage>> {
  const page = keyset(ORDER, request);
  const rows = await query<ListedMessage>(sql`
    SELECT s.id, s.title, s.created_at AS "createdAt", s.read_at AS "readAt", ${page.at} AS at
    FROM system_message s WHERE ${matching(filters)} AND ${page.where} ORDER BY ${page.order} LIMIT ${page.limit}`);
  return page.cut(rows);
}

export interface MessageCounts {
  found: number;
  unread: number;
  all: number;
}

export async function countMessages(query: Query, filters: MessageFilters): Promise<MessageCounts> {
  const own = sql`SELECT count(*)::int FROM system_message s WHERE s.staff_id = ${filters.staffId}`;
  const [row] = await query<MessageCounts>(sql`
    SELECT (SELECT count(*)::int FROM system_message s WHERE ${matching(filters)}) AS found,
      (${own} AND s.read_at IS NULL) AS unread, (${own}) AS all`);
  return row ?? { found: 0, unread: 0, all: 0 };
}

export interface WholeMessage {
  id: string;
  title: string;
  body: string;
  link: string | null;
  createdAt: Date;
  /** Before it is opened now. */
  readAt: Date | null;
}

/** The message as it is opened: read from then on. */
export function openMessage(staffId: string, id: string, now: Date): Sql {
  return sql`
    UPDATE system_message s SET read_at = coalesce(s.read_at, ${now}) WHERE s.staff_id = ${staffId} AND s.id = ${id}
    RETURNING s.id, s.title, s.body, s.link, s.created_at AS "createdAt", old.read_at AS "readAt"`;
}

export function markRead(staffId: string, now: Date): Sql {
  return sql`UPDATE system_message SET read_at = ${now} WHERE staff_id = ${staffId} AND read_at IS NULL RETURNING id`;
}

export function forgetMessages(before: Date): Sql {
  return sql`DELETE FROM system_message WHERE created_at < ${before}`;
}

function matching({ staffId, read, search }: MessageFilters): Sql {
  return sql`s.staff_id = ${staffId}
    AND ${read === null ? sql`TRUE` : read ? sql`s.read_at IS NOT NULL` : sql`s.read_at IS NULL`}
    AND ${search ? sql`position(app.fold(${search}) IN app.fold(s.title || ' ' || s.body)) > 0` : sql`TRUE`}`;
}
