import { sql, type Sql } from '../../platform/database/index.js';

/** One row, `viewer`: who holds that session of the tenant, null when nobody does. `inExtranet`: where a client may be seen. */
export function viewerOf(tenantId: string, tokenHash: Buffer, now: Date, inExtranet: boolean): Sql {
  return sql`SELECT app.viewer_of(${tenantId}, ${tokenHash}, ${now}, ${inExtranet}) AS viewer`;
}

/** A row of the operator who holds that session of the apex, or none. */
export function operatorOf(tokenHash: Buffer, now: Date): Sql {
  return sql`
    SELECT 'operator' AS kind, s.id AS "sessionId", o.id AS "operatorId", o.name, NULL AS locale, false AS "mustChangePassword",
      s.seen_at < ${now}::timestamptz - interval '1 minute' AS stale
    FROM platform.operator_session s JOIN platform.operator o ON o.id = s.operator_id
    WHERE s.token_hash = ${tokenHash} AND s.ends_at > ${now} AND o.disabled_at IS NULL
      AND s.seen_at + make_interval(mins => s.idle_minutes) > ${now}`;
}

export function sessionSeen(tenantId: string, sessionId: string, now: Date): Sql {
  return sql`SELECT app.touch_session(${tenantId}, ${sessionId}, ${now})`;
}

export function operatorSessionSeen(sessionId: string, now: Date): Sql {
  return sql`UPDATE platform.operator_session SET seen_at = ${now} WHERE id = ${sessionId} AND seen_at < ${now}`;
}
