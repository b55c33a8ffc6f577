import type { Channel, MessageState } from '../../platform/mail/index.js';
import { type Query, sql } from '../../platform/database/index.js';
import { type AskedPage, keyset, type ListPage, type SortKey } from '../../platform/lists/index.js';

/** A message the extranet sent, or is to send, to a client. */
export interface ClientEvent {
  id: string;
  when: Date;
  channel: Channel;
  /** null until it is written, at the moment it leaves. */
  title: string | null;
  recipient: string;
  state: MessageState;
  at: string[];
}

const ORDER: SortKey[] = [
  { sql: sql`m.created_at`, type: 'timestamptz' },
  { sql: sql`m.id`, type: 'uuid' },
];

/** Whether this message was for this client. */
export async function isClientEvent(query: Query, partyId: string, id: string): Promise<boolean> {
  const found = await query(
    sql`SELECT FROM outgoing_message WHERE id = ${id} AND concerns_kind = 'party' AND concerns_id = ${partyId}`,
  );
  return found.length > 0;
}

/** One page of them, latest first (ADM-57). */
export async function listClientEvents(
  query: Query,
  partyId: string,
  asked: AskedPage,
): Promise<ListPage<ClientEvent>> {
  const page = keyset(ORDER, asked);
  const rows = await query<ClientEvent>(sql`
    SELECT m.id, m.created_at AS "when", m.channel, m.subject AS title, m.recipient, m.state, ${page.at} AS at
    FROM outgoing_message m
    WHERE m.concerns_kind = 'party' AND m.concerns_id = ${partyId} AND ${page.where}
    ORDER BY ${page.order} LIMIT ${page.limit}`);
  return page.cut(rows);
}
