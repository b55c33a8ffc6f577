import { sql, type Sql } from '../../platform/database/index.js';
import type { Failures } from '../domain/throttle.js';

/** Rows for those subjects that have none; `tenantId` null: of the operator's door. */
export function insertSubjects(tenantId: string | null, subjects: readonly string[], now: Date): Sql {
  return sql`
    INSERT INTO platform.sign_in_throttle (tenant_id, subject, touched_at)
    SELECT ${tenantId}::uuid, subject, ${now} FROM unnest(${subjects}::text[]) AS subject
    ON CONFLICT DO NOTHING`;
}

/** Rows `Failures` with their `subject`, locked in one order whoever asks. */
export function lockSubjects(tenantId: string | null, subjects: readonly string[]): Sql {
  return sql`
    SELECT subject, failures AS at, waits, blocked_until AS "blockedUntil" FROM platform.sign_in_throttle
    WHERE tenant_id IS NOT DISTINCT FROM ${tenantId}::uuid AND subject = ANY (${subjects}) ORDER BY subject FOR UPDATE`;
}

export function keepFailures(tenantId: string | null, subject: string, failures: Failures, now: Date): Sql {
  const { at, waits, blockedUntil } = failures;
  return sql`
    UPDATE platform.sign_in_throttle
    SET failures = ${at.map((one) => one.toISOString())}::timestamptz[], waits = ${waits}, blocked_until = ${blockedUntil},
      touched_at = ${now}
    WHERE tenant_id IS NOT DISTINCT FROM ${tenantId}::uuid AND subject = ${subject}`;
}

export function forgetSubjects(untouchedSince: Date): Sql {
  return sql`DELETE FROM platform.sign_in_throttle WHERE touched_at < ${untouchedSince}`;
}
