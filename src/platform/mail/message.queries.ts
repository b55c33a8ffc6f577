import { empty, type Sql, sql } from '../database/index.js';
import type { Channel } from './message-kind.js';
import type { Locale } from '../i18n/index.js';

export type MessageState = 'queued' | 'sending' | 'sent' | 'kept' | 'failed' | 'suppressed';

export interface MessageToWrite {
  channel: Channel;
  template: string;
  locale: Locale;
  variables: Record<string, unknown>;
  /** Hexadecimal, or null without secrets. */
  sealedSecrets: string | null;
  recipient: string;
  recipientName: string;
  replyTo: string | null;
  unsubscribeUrl: string | null;
  concernsKind: string | null;
  concernsId: string | null;
  unhurried: boolean;
}

export interface MessageRow {
  id: string;
  channel: Channel;
  template: string;
  locale: Locale;
  variables: Record<string, unknown>;
  sealedSecrets: Buffer | null;
  recipient: string;
  recipientName: string;
  replyTo: string | null;
  unsubscribeUrl: string | null;
  unhurried: boolean;
  subject: string | null;
  html: string | null;
  body: string | null;
  state: MessageState;
  attempts: number;
  lastError: string | null;
  createdAt: Date;
  sentAt: Date | null;
}

const columns = sql`id, channel, template, locale, variables, sealed_secrets AS "sealedSecrets", recipient,
  recipient_name AS "recipientName", reply_to AS "replyTo", unsubscribe_url AS "unsubscribeUrl", unhurried, subject, html, body, state,
  attempts, last_error AS "lastError", created_at AS "createdAt", sent_at AS "sentAt"`;

/** An address nobody is behind any more gets nothing: the message is written all the same, suppressed. */
export function insertMessages(messages: MessageToWrite[], now: Date): Sql {
  return sql`
    INSERT INTO outgoing_message (channel, template, locale, variables, sealed_secrets, recipient, recipient_name, reply_to,
      unsubscribe_url, concerns_kind, concerns_id, unhurried, state, last_error, created_at)
    SELECT m.channel, m.template, m.locale, m.variables, decode(m."sealedSecrets", 'hex'), m.recipient, m."recipientName", m."replyTo",
      m."unsubscribeUrl", m."concernsKind", m."concernsId", m.unhurried,
      CASE WHEN u.address IS NULL THEN 'queued' ELSE 'suppressed' END, u.reason, ${now}
    FROM jsonb_to_recordset(${JSON.stringify(messages)}::jsonb) AS m(channel text, template text, locale text, variables jsonb,
      "sealedSecrets" text, recipient text, "recipientName" text, "replyTo" text, "unsubscribeUrl" text, "concernsKind" text,
      "concernsId" text, unhurried boolean)
    LEFT JOIN undeliverable_address u ON u.address = lower(m.recipient)
    RETURNING id, state`;
}

export function messageById(id: string, lock = false): Sql {
  return sql`SELECT ${columns} FROM outgoing_message WHERE id = ${id} ${lock ? sql`FOR UPDATE` : empty}`;
}

/** Unhurried ones that wait for their turn. */
export function countWaiting(channel: Channel): Sql {
  return sql`SELECT count(*)::int AS waiting FROM outgoing_message WHERE channel = ${channel} AND unhurried AND state = 'queued'`;
}

export function recentTries(channel: Channel, since: Date, limit: number): Sql {
  return sql`
    SELECT tried_at AS "triedAt" FROM outgoing_message WHERE channel = ${channel} AND tried_at > ${since}
    ORDER BY tried_at DESC LIMIT ${limit}`;
}

export function beginSending(
  id: string,
  written: { subject: string; html: string | null; body: string },
  now: Date,
): Sql {
  return sql`
    UPDATE outgoing_message SET state = 'sending', attempts = attempts + 1, tried_at = ${now}, subject = ${written.subject},
      html = ${written.html}, body = ${written.body} WHERE id = ${id}`;
}

export interface Ending {
  state: Exclude<MessageState, 'sending'>;
  error: string | null;
  now: Date;
}

/** Once sent, nothing is left of the secrets; a message that was kept or failed may still be read or sent again with them. */
export function endSending(id: string, { state, error, now }: Ending): Sql {
  const sent = state === 'sent';
  return sql`
    UPDATE outgoing_message SET state = ${state}, last_error = ${error}, sent_at = ${sent ? now : null},
      sealed_secrets = CASE WHEN ${sent}::boolean THEN NULL ELSE sealed_secrets END WHERE id = ${id}`;
}

export function forgetSecrets(createdBefore: Date): Sql {
  return sql`UPDATE outgoing_message SET sealed_secrets = NULL WHERE sealed_secrets IS NOT NULL AND created_at < ${createdBefore}`;
}

export interface RegisterFilter {
  state?: MessageState;
  channel?: Channel;
  concerns?: { kind: string; id: string };
  /** Last id of the former page. */
  before?: string;
  limit?: number;
}

/** Newest first, without the bodies. */
export function registerPage({ state, channel, concerns, before, limit = 50 }: RegisterFilter): Sql {
  return sql`
    SELECT id, channel, template, recipient, recipient_name AS "recipientName", subject, state, attempts, last_error AS "lastError",
      created_at AS "createdAt", sent_at AS "sentAt"
    FROM outgoing_message
    WHERE true ${state ? sql`AND state = ${state}` : empty} ${channel ? sql`AND channel = ${channel}` : empty}
      ${concerns ? sql`AND concerns_kind = ${concerns.kind} AND concerns_id = ${concerns.id}` : empty}
      ${before ? sql`AND id < ${before}` : empty}
    ORDER BY id DESC LIMIT ${limit}`;
}

export function queueAgain(id: string): Sql {
  return sql`UPDATE outgoing_message SET state = 'queued', last_error = NULL WHERE id = ${id} AND state IN ('kept', 'failed') RETURNING id`;
}

export function markUndeliverable(address: string, reason: string, now: Date): Sql {
  return sql`
    INSERT INTO undeliverable_address (address, reason, since) VALUES (lower(${address}), ${reason}, ${now})
    ON CONFLICT (tenant_id, address) DO UPDATE SET reason = excluded.reason`;
}

export function undeliverableAmong(addresses: string[]): Sql {
  return sql`SELECT address, reason, since FROM undeliverable_address WHERE address = ANY (${addresses.map((one) => one.toLowerCase())})`;
}

export function trustAgain(address: string): Sql {
  return sql`DELETE FROM undeliverable_address WHERE address = lower(${address})`;
}
