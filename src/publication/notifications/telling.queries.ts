import { type Query, sql, type Sql } from '../../platform/database/index.js';
import type { ToldDocument } from './domain/notice-lines.js';

export type Rhythm = 'immediate' | 'weekly';

export interface Recipient {
  partyId: string;
  loginId: string;
  name: string;
  email: string;
  language: 'fr' | 'en';
  /** Whom an answer goes to: who manages his account or building, else the first office. */
  replyTo: string | null;
}

export interface SeenNotice extends ToldDocument {
  partyId: string;
  documentId: string;
  /** Spaces in which it is seen. */
  spaces: string[];
}

/** One at a time tells the residents of a tenant; held until the end of the transaction. */
export async function lockNotices(query: Query): Promise<void> {
  await query(sql`SELECT pg_advisory_xact_lock(hashtextextended('document notices ' || app.tenant_id(), 0))`);
}

/** Parties to whom something is due, in their order, after `after`. Who has no say any more is taken with the immediate ones. */
export function duePartiesAfter(after: string, rhythm: Rhythm, most: number): Sql {
  return sql`
    SELECT DISTINCT n.party_id AS id FROM document_notice n LEFT JOIN resident_login l ON l.party_id = n.party_id
    WHERE n.told_at IS NULL AND n.party_id > ${after} AND (l.notify_documents IS NOT DISTINCT FROM 'weekly') = ${rhythm === 'weekly'}
    ORDER BY n.party_id LIMIT ${most}`;
}

/** Those of the parties that a letter may go to: a way in that is open, an address, and a wish for it (GED-66). */
export function recipientsAmong(partyIds: string[], rhythm: Rhythm): Sql {
  return sql`
    SELECT c.party_id AS "partyId", c.login_id AS "loginId", c.name, c.email, c.language,
      coalesce(
        (SELECT s.email FROM account a LEFT JOIN building b ON b.id = a.building_id
          JOIN listed_staff s ON s.id = coalesce(a.manager_id, b.manager_id)
          WHERE a.party_id = c.party_id AND a.publication_state = 'published' AND s.email IS NOT NULL ORDER BY a.number LIMIT 1),
        (SELECT o.email FROM office o WHERE o.email IS NOT NULL ORDER BY o.position LIMIT 1)) AS "replyTo"
    FROM resident_contact c JOIN resident_login l ON l.id = c.login_id
    WHERE c.party_id = ANY (${partyIds}::uuid[]) AND c.notify_documents = ${rhythm} AND c.email IS NOT NULL
      AND l.closed_at IS NULL AND l.blocked_at IS NULL`;
}

/**
 * What is due to these parties and is seen by them today. The one rule decides, for all of them at once: it depends on the space, the
 * rank and the target alone, so it is asked once for each space and rank, with every target that somebody stands on there, and each
 * party then takes what its own targets show.
 */
export function seenAmongDue(partyIds: string[], today: string): Sql {
  return sql`
    WITH due AS MATERIALIZED (
      SELECT party_id, document_id FROM document_notice WHERE told_at IS NULL AND party_id = ANY (${partyIds}::uuid[])),
    standing AS MATERIALIZED (
      SELECT p.id AS party_id, s.space, t.target_id, t.rank, t.account_id, t.building_id
      FROM unnest(${partyIds}::uuid[]) AS p (id)
        CROSS JOIN (VALUES ('co_owner', 'syndic'), ('landlord', 'gerance'), ('lessee', 'gerance')) AS s (space, line)
        JOIN extranet_settings e ON e.line = s.line AND e.extranet_open AND e.notify_documents
        CROSS JOIN LATERAL app.resident_targets(p.id, s.space, ${today}::date) AS t),
    place AS (
      SELECT party_id, account_id, min(b.name) AS building FROM standing JOIN building b ON b.id = standing.building_id
      WHERE account_id IS NOT NULL GROUP BY party_id, account_id HAVING count(DISTINCT b.id) = 1),
    reached AS (
      SELECT space, rank, array_agg(DISTINCT target_id) AS targets FROM standing
      WHERE target_id IN (SELECT a.target_id FROM due JOIN document_audience a USING (document_id)) GROUP BY space, rank),
    shown AS MATERIALIZED (
      SELECT DISTINCT r.space, r.rank, v.id, v.target_id, v.title, v.binder_path, v.document_date
      FROM reached r
        CROSS JOIN LATERAL app.visible_documents(r.space, r.targets, array_fill(r.rank, ARRAY[cardinality(r.targets)]), ${today}::date) AS v
      WHERE v.id IN (SELECT document_id FROM due))
    SELECT due.party_id AS "partyId", due.document_id AS "documentId", shown.title, shown.binder_path AS "binderPath",
      string_agg(DISTINCT coalesce(b.name, place.building), ', ') AS building, array_agg(DISTINCT standing.space) AS spaces
    FROM due JOIN standing USING (party_id)
      JOIN shown ON shown.id = due.document_id AND (shown.space, shown.rank, shown.target_id) = (standing.space, standing.rank, standing.target_id)
      LEFT JOIN building b ON b.id = standing.building_id
      LEFT JOIN place ON place.party_id = standing.party_id AND place.account_id = standing.account_id
    GROUP BY due.party_id, due.document_id, shown.title, shown.binder_path, shown.document_date
    ORDER BY due.party_id, shown.document_date DESC, shown.title, due.document_id`;
}

/** `told` are pairs of party and document, in two lists of one length. */
export function markTold(partyIds: string[], documentIds: string[], now: Date): Sql {
  return sql`
    UPDATE document_notice n SET told_at = ${now} FROM unnest(${partyIds}::uuid[], ${documentIds}::uuid[]) AS t (party_id, document_id)
    WHERE n.party_id = t.party_id AND n.document_id = t.document_id`;
}

/** What could not be told to these parties by now never will be: it is no news any more. */
export function dropDue(partyIds: string[]): Sql {
  return sql`DELETE FROM document_notice WHERE told_at IS NULL AND party_id = ANY (${partyIds}::uuid[])`;
}

export function forgetNotices(partyIds: string[]): Sql {
  return sql`DELETE FROM document_notice WHERE party_id = ANY (${partyIds}::uuid[])`;
}

export function countQueued(runId: string, letters: number): Sql {
  return sql`UPDATE publication_run SET notifications_queued = notifications_queued + ${letters} WHERE id = ${runId}`;
}
