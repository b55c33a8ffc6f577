import { sql, type Sql } from '../../platform/database/index.js';
import type { Holder } from './session.types.js';

export interface SessionRow {
  hash: Buffer;
  holder: Holder;
  now: Date;
  endsAt: Date;
  idleMinutes: number;
  address: string | null;
  userAgent: string | null;
  secondFactorPending: boolean;
}

/** The condition on a table that names its holder in these two columns. */
export function isOf(holder: Holder): Sql {
  return 'staffId' in holder ? sql`staff_id = ${holder.staffId}` : sql`resident_login_id = ${holder.residentLoginId}`;
}

/** The two columns themselves. */
export function holderColumns(holder: Holder): { staffId: string | null; residentLoginId: string | null } {
  return { staffId: null, residentLoginId: null, ...holder };
}

export function insertSession({ holder, now, ...row }: SessionRow): Sql {
  const { staffId, residentLoginId } = holderColumns(holder);
  return sql`
    INSERT INTO session (token_hash, staff_id, resident_login_id, created_at, seen_at, ends_at, idle_minutes, address, user_agent,
      second_factor_pending)
    VALUES (${row.hash}, ${staffId}, ${residentLoginId}, ${now}, ${now}, ${row.endsAt}, ${row.idleMinutes},
      ${row.address}::inet, ${row.userAgent}, ${row.secondFactorPending})`;
}

/** A row when there is such a session. */
export function giveSessionToken(sessionId: string, hash: Buffer): Sql {
  return sql`UPDATE session SET token_hash = ${hash}, second_factor_pending = false WHERE id = ${sessionId} RETURNING id`;
}

/** Those still open at `now`, the last seen first: rows `OpenSession`. */
export function openSessions(holder: Holder, now: Date): Sql {
  return sql`
    SELECT id, created_at AS "createdAt", seen_at AS "seenAt", host(address) AS address, user_agent AS "userAgent"
    FROM session
    WHERE ${isOf(holder)} AND ends_at > ${now} AND seen_at + make_interval(mins => idle_minutes) > ${now}
    ORDER BY seen_at DESC, id DESC`;
}

/** A row when it was one of his. */
export function endSession(holder: Holder, sessionId: string): Sql {
  return sql`DELETE FROM session WHERE ${isOf(holder)} AND id = ${sessionId} RETURNING id`;
}

export function endSessionOf(tokenHash: Buffer): Sql {
  return sql`DELETE FROM session WHERE token_hash = ${tokenHash}`;
}

export function endSessions(holder: Holder, exceptSessionId: string | null): Sql {
  return sql`DELETE FROM session WHERE ${isOf(holder)} AND id IS DISTINCT FROM ${exceptSessionId}::uuid`;
}

export function endResidentSessions(): Sql {
  return sql`DELETE FROM session WHERE resident_login_id IS NOT NULL`;
}

/** Sessions over at `now`, by their term or for want of a page. */
export function removeEndedSessions(now: Date): Sql {
  return sql`DELETE FROM session WHERE ends_at <= ${now} OR seen_at + make_interval(mins => idle_minutes) <= ${now}`;
}

/** A row when that client has a space to be seen and a login. */
export function beginSeeing(sessionId: string, partyId: string, returnTo: string): Sql {
  return sql`
    UPDATE session SET seen_party_id = ${partyId}, seen_return = ${returnTo}
    WHERE id = ${sessionId} AND app.spaces_of(${partyId}) <> '{}'
      AND EXISTS (SELECT FROM resident_login l WHERE l.party_id = ${partyId}) RETURNING id`;
}

/** One row, `returnTo`: the page to come back to, null when nothing was seen. */
export function endSeeing(sessionId: string): Sql {
  return sql`
    WITH seen AS (SELECT seen_return FROM session WHERE id = ${sessionId})
    UPDATE session SET seen_party_id = NULL, seen_return = NULL WHERE id = ${sessionId}
    RETURNING (SELECT seen_return FROM seen) AS "returnTo"`;
}
