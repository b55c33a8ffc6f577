import { empty, type Sql, sql } from '../../database/index.js';

export type OperatorMessageState = 'queued' | 'sending' | 'sent' | 'kept' | 'failed';

export interface OperatorMessageToKeep {
  topic: string;
  key: string;
  tenantId: string | null;
  recipients: string[];
  subject: string;
  body: string;
}

export interface OperatorMessage {
  id: string;
  tenantDomain: string | null;
  recipient: string;
  subject: string;
  body: string;
  state: OperatorMessageState;
  attempts: number;
  lastError: string | null;
  createdAt: Date;
  sentAt: Date | null;
}

/** A row for each address, or one that the console alone shows; what was told under that key is not told again. */
export function insertOperatorMessage({ topic, key, tenantId, recipients, subject, body }: OperatorMessageToKeep): Sql {
  const kept = recipients.length === 0;
  return sql`
    INSERT INTO platform.operator_message (topic, key, tenant_id, recipient, subject, body, state)
    SELECT ${topic}::text, ${key}::text, ${tenantId}::uuid, recipient, ${subject}::text, ${body}::text, ${kept ? 'kept' : 'queued'}::text
    FROM unnest(${kept ? [''] : recipients}::text[]) AS recipient
    ON CONFLICT (topic, key, recipient) DO NOTHING RETURNING id, state`;
}

const columns = sql`m.id, t.domain AS "tenantDomain", m.recipient, m.subject, m.body, m.state, m.attempts, m.last_error AS "lastError",
  m.created_at AS "createdAt", m.sent_at AS "sentAt"`;

export function operatorMessageById(id: string, lock = false): Sql {
  return sql`
    SELECT ${columns} FROM platform.operator_message m LEFT JOIN platform.tenant t ON t.id = m.tenant_id
    WHERE m.id = ${id} ${lock ? sql`FOR UPDATE OF m` : empty}`;
}

/** Newest first; `before` is the last one of the page before. */
export function operatorMessagePage(before: string | null, most: number): Sql {
  return sql`
    SELECT ${columns} FROM platform.operator_message m LEFT JOIN platform.tenant t ON t.id = m.tenant_id
    WHERE ${before}::uuid IS NULL OR m.id < ${before}::uuid ORDER BY m.id DESC LIMIT ${most}`;
}

export function beginOperatorSending(id: string): Sql {
  return sql`UPDATE platform.operator_message SET state = 'sending', attempts = attempts + 1 WHERE id = ${id}`;
}

export function endOperatorSending(id: string, state: OperatorMessageState, error: string | null, now: Date): Sql {
  return sql`
    UPDATE platform.operator_message SET state = ${state}, last_error = ${error}, sent_at = ${state === 'sent' ? now : null}
    WHERE id = ${id}`;
}

export function queueOperatorMessage(id: string): Sql {
  return sql`
    UPDATE platform.operator_message SET state = 'queued', last_error = NULL
    WHERE id = ${id} AND state IN ('kept', 'failed') AND recipient <> '' RETURNING id`;
}

export function forgetOperatorMessages(before: Date): Sql {
  return sql`DELETE FROM platform.operator_message WHERE created_at < ${before}`;
}
