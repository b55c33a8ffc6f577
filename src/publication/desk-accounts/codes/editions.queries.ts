import { type Query, sql } from '../../../platform/database/index.js';
import type { BusinessLine } from '../../../platform/tenancy/index.js';

export type EditionState = 'waiting' | 'running' | 'ready' | 'failed' | 'expired';

/** "Éditer les codes d'accès", asked once for many: what leaves by email, what is to be printed. */
export interface Edition {
  id: string;
  line: BusinessLine;
  askedAt: Date;
  state: EditionState;
  /** People served, of all. */
  done: number;
  total: number;
  mails: number;
  letters: number;
  expiresAt: Date | null;
}

export interface EditionLetters {
  position: number;
  letters: number;
  file: string;
  /** Another edition made the very same bytes. */
  isShared: boolean;
}

const COLUMNS = sql`
  e.id, e.line, e.asked_at AS "askedAt", e.state, e.done, cardinality(e.party_ids) AS total, e.mails, e.letters, e.expires_at AS "expiresAt"`;

/** Those that one staff member asked for and that are still to be seen. */
export function currentEditions(query: Query, line: BusinessLine, staffId: string): Promise<Edition[]> {
  return query<Edition>(sql`
    SELECT ${COLUMNS} FROM access_code_edition e
    WHERE e.asked_by = ${staffId} AND e.line = ${line} AND e.state <> 'expired' ORDER BY e.asked_at DESC LIMIT 5`);
}

/** Seen by who asked for it only: it holds passwords. */
export async function findEdition(query: Query, id: string, staffId: string): Promise<Edition | null> {
  const [edition] = await query<Edition>(
    sql`SELECT ${COLUMNS} FROM access_code_edition e WHERE e.id = ${id} AND e.asked_by = ${staffId}`,
  );
  return edition ?? null;
}

export function lettersOf(query: Query, editionId: string): Promise<EditionLetters[]> {
  return query<EditionLetters>(sql`
    SELECT c.position, c.letters, c.letters_file AS file, EXISTS (
      SELECT FROM access_code_letters o WHERE o.letters_file = c.letters_file AND o.edition_id <> c.edition_id) AS "isShared"
    FROM access_code_letters c WHERE c.edition_id = ${editionId} ORDER BY c.position`);
}

/** Whose letters they are, in the order of their names. */
export interface Addressee {
  partyId: string;
  name: string;
  lines: string[];
  postalCode: string | null;
  city: string | null;
}

export function addresseesOf(query: Query, partyIds: readonly string[]): Promise<Addressee[]> {
  return query<Addressee>(sql`
    SELECT p.id AS "partyId", app.party_name(p) AS name, p.address_lines AS lines, p.postal_code AS "postalCode", p.city
    FROM party p WHERE p.id = ANY (${partyIds}::uuid[]) ORDER BY p.sort_name, p.id`);
}
