import { sql, type Sql } from '../../platform/database/index.js';
import { holderColumns, isOf } from './session.queries.js';
import type { Holder } from './session.types.js';

export type TokenPurpose = 'reset' | 'invitation' | 'email';

/** Row of a link that can be used. */
export interface IssuedTo {
  staffId: string | null;
  residentLoginId: string | null;
  purpose: TokenPurpose;
  /** Where it was sent. */
  email: string | null;
}

export interface TokenRow {
  hash: Buffer;
  purpose: TokenPurpose;
  holder: Holder;
  email: string | null;
  now: Date;
  expiresAt: Date;
}

const issuedTo = sql`staff_id AS "staffId", resident_login_id AS "residentLoginId", purpose, email`;

const usable = (purposes: readonly TokenPurpose[], hash: Buffer, now: Date): Sql =>
  sql`token_hash = ${hash} AND purpose = ANY (${purposes}::text[]) AND ended_at IS NULL AND expires_at > ${now}`;

export function insertToken({ hash, purpose, holder, email, now, expiresAt }: TokenRow): Sql {
  const { staffId, residentLoginId } = holderColumns(holder);
  return sql`
    INSERT INTO one_time_token (token_hash, purpose, staff_id, resident_login_id, email, created_at, expires_at)
    VALUES (${hash}, ${purpose}, ${staffId}, ${residentLoginId}, ${email}, ${now}, ${expiresAt})`;
}

export function usableToken(purposes: readonly TokenPurpose[], hash: Buffer, now: Date): Sql {
  return sql`SELECT ${issuedTo} FROM one_time_token WHERE ${usable(purposes, hash, now)}`;
}

/** The same, once: of two at the same instant one gets no row. */
export function spendToken(purposes: readonly TokenPurpose[], hash: Buffer, now: Date): Sql {
  return sql`
    UPDATE one_time_token SET ended_at = ${now} WHERE ${usable(purposes, hash, now)} RETURNING ${issuedTo}`;
}

export function voidTokens(holder: Holder, purposes: readonly TokenPurpose[], now: Date): Sql {
  return sql`
    UPDATE one_time_token SET ended_at = ${now}
    WHERE ${isOf(holder)} AND purpose = ANY (${purposes}::text[]) AND ended_at IS NULL`;
}

/** One row, `count`: used and void ones included. */
export function countTokens(purpose: TokenPurpose, holder: Holder, since: Date): Sql {
  return sql`
    SELECT count(*)::int AS count FROM one_time_token
    WHERE ${isOf(holder)} AND purpose = ${purpose} AND created_at > ${since}`;
}

/** Those that ended, one way or another, by then. */
export function removeTokens(by: Date): Sql {
  return sql`DELETE FROM one_time_token WHERE expires_at <= ${by} OR ended_at <= ${by}`;
}
