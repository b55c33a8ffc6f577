import { sql, type Sql } from '../../platform/database/index.js';
import type { IssuedTo } from '../sessions/one-time-token.queries.js';

/** What somebody typed at a door, for a job to look at. One row, `id`. */
export function keepRequest(audience: 'staff' | 'resident', typed: string, now: Date): Sql {
  return sql`INSERT INTO reset_request (audience, typed, asked_at) VALUES (${audience}, ${typed}, ${now}) RETURNING id`;
}

/** A row, `audience` and `typed`, the first time only. */
export function takeRequest(id: string): Sql {
  return sql`DELETE FROM reset_request WHERE id = ${id} RETURNING audience, typed`;
}

export function removeRequests(askedBy: Date): Sql {
  return sql`DELETE FROM reset_request WHERE asked_at <= ${askedBy}`;
}

/** Whom a link was sent to, `login` and `name`. */
export function nameOfHolder({ staffId, residentLoginId }: Pick<IssuedTo, 'staffId' | 'residentLoginId'>): Sql {
  return sql`
    SELECT login, concat_ws(' ', first_name, last_name) AS name FROM staff_member WHERE id = ${staffId}
    UNION ALL
    SELECT login, name FROM resident_contact WHERE login_id = ${residentLoginId}`;
}
