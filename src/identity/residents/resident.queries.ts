import { empty, sql, type Sql } from '../../platform/database/index.js';
import type { PasswordState } from '../domain/resident-login-state.js';

/** What sign-in and the resident's own pages need to know of a login. */
export interface ResidentSecrets {
  id: string;
  partyId: string;
  login: string;
  name: string;
  state: PasswordState;
  passwordHash: string | null;
  initialDigest: Buffer | null;
  initialCipher: Buffer | null;
  validUntil: Date | null;
  closedAt: Date | null;
  blockedAt: Date | null;
  email: string | null;
  language: 'fr' | 'en';
  /** A number an SMS can go to. */
  mobile: string | null;
  /** The agency has opened its extranet (ADM-68). */
  open: boolean;
}

/** His own number unless it is a French landline, else the mobile the agency knows. `l`: resident_login. */
export const mobile = sql`coalesce(substring(l.phone FROM '^\\+(?!33[1-589]).*$'), (SELECT p.mobile FROM party p WHERE p.id = l.party_id))`;

const secrets = sql`l.id, l.party_id AS "partyId", l.login, c.name, l.state, l.password_hash AS "passwordHash",
  l.initial_password_digest AS "initialDigest", l.initial_password_cipher AS "initialCipher", l.valid_until AS "validUntil",
  l.closed_at AS "closedAt", l.blocked_at AS "blockedAt", c.email, c.language, ${mobile} AS mobile,
  EXISTS (SELECT FROM extranet_settings e WHERE e.extranet_open) AS open`;
const logins = sql`resident_login l JOIN resident_contact c ON c.login_id = l.id`;

export function residentByLogin(login: string): Sql {
  return sql`SELECT ${secrets} FROM ${logins} WHERE l.login = ${login}`;
}

export function residentById(loginId: string): Sql {
  return sql`SELECT ${secrets} FROM ${logins} WHERE l.id = ${loginId}`;
}

export function residentsByParty(partyIds: readonly string[], { lock = false } = {}): Sql {
  return sql`SELECT ${secrets} FROM ${logins} WHERE l.party_id = ANY (${partyIds}::uuid[]) ${lock ? sql`FOR UPDATE OF l` : empty}`;
}

/** Those "Mot de passe oublié" may mean: by login, or by an address that several may share. */
export function residentsByLoginOrEmail(typed: string): Sql {
  return sql`
    SELECT ${secrets} FROM ${logins}
    WHERE l.id IN (
        SELECT id FROM resident_login WHERE login = lower(${typed}) OR lower(email) = lower(${typed})
        UNION
        SELECT r.id FROM party p JOIN resident_login r ON r.party_id = p.id WHERE lower(p.email) = lower(${typed}) AND r.email IS NULL)
      AND l.blocked_at IS NULL AND l.closed_at IS NULL AND c.email IS NOT NULL
    ORDER BY l.login LIMIT 5`;
}
