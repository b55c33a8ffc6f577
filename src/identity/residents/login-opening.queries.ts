import { sql, type Sql } from '../../platform/database/index.js';

export interface LoginRow {
  partyId: string;
  login: string;
  cipher: Buffer | null;
  digest: Buffer | null;
  givenDigest: Buffer | null;
}

/** Of those parties, the ones that have no login, with their name. */
export function partiesWithout(whose: Sql): Sql {
  return sql`
    SELECT p.id AS "partyId", app.party_name(p) AS name FROM party p
    WHERE ${whose} AND NOT EXISTS (SELECT FROM resident_login l WHERE l.party_id = p.id)`;
}

/** `p`: party. */
export const amongParties = (partyIds: readonly string[]): Sql => sql`p.id = ANY (${partyIds}::uuid[])`;

/** `p`: party. */
export const withPublishedAccount = sql`
  EXISTS (SELECT FROM account a WHERE a.party_id = p.id AND a.publication_state = 'published')`;

/** Those whose login is free; the others are tried again with another. */
export function insertLogins(rows: LoginRow[], validUntil: Date): Sql {
  return sql`
    INSERT INTO resident_login (party_id, login, state, initial_password_cipher, initial_password_digest, given_digest, valid_until)
    SELECT party_id, login, 'initial', cipher, digest, given, ${validUntil}
    FROM unnest(${rows.map((row) => row.partyId)}::uuid[], ${rows.map((row) => row.login)}::text[], ${rows.map((row) => row.cipher)}::bytea[],
      ${rows.map((row) => row.digest)}::bytea[], ${rows.map((row) => row.givenDigest)}::bytea[]) AS r (party_id, login, cipher, digest, given)
    ON CONFLICT (tenant_id, login) DO NOTHING
    RETURNING party_id AS "partyId"`;
}

/** Never personalised logins of these parties. */
export function knownLogins(partyIds: string[]): Sql {
  return sql`
    SELECT party_id AS "partyId", given_digest AS "givenDigest" FROM resident_login
    WHERE party_id = ANY (${partyIds}::uuid[]) AND state <> 'personal' AND personalised_at IS NULL FOR UPDATE`;
}

/** A login somebody else has, or that two of these wish for, stays what it was. Without a new password the former stays, and its term. */
export function changeGiven(rows: LoginRow[], validUntil: Date): Sql {
  return sql`
    WITH wished AS (
      SELECT *, row_number() OVER (PARTITION BY login ORDER BY party_id) AS turn
      FROM unnest(${rows.map((row) => row.partyId)}::uuid[], ${rows.map((row) => row.login)}::text[], ${rows.map((row) => row.cipher)}::bytea[],
        ${rows.map((row) => row.digest)}::bytea[], ${rows.map((row) => row.givenDigest)}::bytea[]) AS r (party_id, login, cipher, digest, given)
    ), free AS (
      SELECT w.party_id FROM wished w
      WHERE w.turn = 1 AND w.login ~ '^[a-z0-9.-]{4,40}$'
        AND NOT EXISTS (SELECT FROM resident_login o WHERE o.login = w.login AND o.party_id <> w.party_id)
    )
    UPDATE resident_login l SET
      login = CASE WHEN f.party_id IS NULL THEN l.login ELSE w.login END,
      given_digest = w.given,
      state = CASE WHEN w.cipher IS NULL THEN l.state ELSE 'initial' END,
      password_hash = CASE WHEN w.cipher IS NULL THEN l.password_hash END,
      initial_password_cipher = CASE WHEN w.cipher IS NULL THEN l.initial_password_cipher ELSE w.cipher END,
      initial_password_digest = CASE WHEN w.cipher IS NULL THEN l.initial_password_digest ELSE w.digest END,
      valid_until = CASE WHEN w.cipher IS NULL THEN l.valid_until ELSE ${validUntil} END
    FROM wished w LEFT JOIN free f ON f.party_id = w.party_id
    WHERE l.party_id = w.party_id
    RETURNING l.party_id AS "partyId", l.login`;
}

/** After thousands were made: without it the planner believes the table as small as before. */
export function analyzeLogins(): Sql {
  return sql`ANALYZE resident_login`;
}

/** Setting "Validité du mot de passe initial" [ACC-28]. */
export function validityDays(): Sql {
  return sql`SELECT initial_password_days AS days FROM publication_settings`;
}

/** After a run: those left without any published account are shut, their sessions end. One that never had an account waits for its first. */
export function closeLogins(now: Date): Sql {
  return sql`
    WITH closed AS (
      UPDATE resident_login l SET closed_at = ${now}
      WHERE l.closed_at IS NULL AND EXISTS (SELECT FROM account a WHERE a.party_id = l.party_id)
        AND NOT EXISTS (SELECT FROM account a WHERE a.party_id = l.party_id AND a.publication_state = 'published')
      RETURNING l.id
    ), ended AS (DELETE FROM session s USING closed WHERE s.resident_login_id = closed.id)
    SELECT count(*)::int AS count FROM closed`;
}

export function reopenLogins(): Sql {
  return sql`
    WITH reopened AS (
      UPDATE resident_login l SET closed_at = NULL
      WHERE l.closed_at IS NOT NULL
        AND EXISTS (SELECT FROM account a WHERE a.party_id = l.party_id AND a.publication_state = 'published')
      RETURNING l.id
    )
    SELECT count(*)::int AS count FROM reopened`;
}
