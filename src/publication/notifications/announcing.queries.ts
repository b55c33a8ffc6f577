import { sql, type Sql } from '../../platform/database/index.js';

export interface AnnouncedRun {
  runId: string;
  now: Date;
  /** In the agency's zone. */
  today: string;
}

/**
 * Takes note of what is news since the run, and of whom it may concern, in one statement; done again it adds nothing.
 *
 * News is a document that notifies and may be read today, and that this source published for the first time in this run, or whose day
 * of publication came or was moved forward since the source's run before (GED-67). One that is listed again, changed, or sent
 * again without a later day is none. A run that notifies nobody (the first of a source, a replay, one approved so) notes its news all the same, so
 * that no later run takes them for its own (PUB-59).
 *
 * Those concerned are everyone the audiences may reach, found from the audiences' side, too many rather than too few: who sees what is
 * judged by the one rule, when the letter is written.
 */
export function announce({ runId, now, today }: AnnouncedRun): Sql {
  return sql`
    WITH run AS (
      SELECT r.*, (
        SELECT (max(p.applied_at) AT TIME ZONE t.time_zone)::date FROM publication_run p
        WHERE p.source_id = r.source_id AND p.state = 'applied' AND p.applied_at < r.applied_at) AS day_before
      FROM publication_run r JOIN platform.tenant t ON t.id = r.tenant_id
      WHERE r.id = ${runId} AND r.state = 'applied'),
    candidate AS (
      SELECT c.row_id AS id FROM run_change c
      WHERE c.run_id = ${runId} AND c.section = 'documents' AND c.outcome IN ('added', 'changed')
      UNION
      SELECT d.id FROM run JOIN document d ON d.source_id = run.source_id AND d.notify AND d.published_from > run.day_before
        AND d.published_from <= ${today}),
    news AS (
      INSERT INTO document_announcement AS known (document_id, published_from, announced_at)
      SELECT d.id, d.published_from, ${now}::timestamptz
      FROM run CROSS JOIN candidate JOIN document d ON d.id = candidate.id
      WHERE d.notify AND d.publication_state = 'published' AND d.published_from <= ${today}
        AND coalesce(d.published_until, 'infinity') >= ${today}
        AND (d.first_published_at = run.applied_at OR d.published_from > run.day_before
          OR EXISTS (SELECT FROM document_announcement a WHERE a.document_id = d.id))
      ON CONFLICT (tenant_id, document_id) DO UPDATE SET published_from = excluded.published_from, announced_at = excluded.announced_at
        WHERE known.published_from < excluded.published_from
      RETURNING document_id, published_from),
    addressed AS (
      SELECT n.document_id, a.scope, a.target_id
      FROM news n JOIN document d ON d.id = n.document_id JOIN extranet_settings s ON s.line = d.line AND s.notify_documents
        JOIN document_audience a ON a.document_id = n.document_id
      WHERE (SELECT notifies AND NOT notify_nobody FROM run)),
    lots AS (
      SELECT document_id, target_id AS lot_id FROM addressed WHERE scope = 'lot'
      UNION SELECT document_id, l.id FROM addressed JOIN lot l ON l.building_id = target_id WHERE scope = 'building'
      UNION SELECT document_id, h.lot_id FROM addressed JOIN lot_holder h ON h.account_id = target_id AND h.part = 'lessee' WHERE scope = 'account'),
    accounts AS (
      SELECT document_id, target_id AS account_id FROM addressed WHERE scope = 'account'
      UNION SELECT document_id, a.id FROM addressed JOIN account a ON a.building_id = target_id WHERE scope = 'building'
      UNION SELECT document_id, a.id FROM addressed JOIN account a ON app.line_target(a.line) = target_id WHERE scope = 'line'
      UNION SELECT lots.document_id, h.account_id FROM lots JOIN lot_holder h ON h.lot_id = lots.lot_id)
    INSERT INTO document_notice AS told (party_id, document_id, published_from, due_at)
    SELECT DISTINCT a.party_id, news.document_id, news.published_from, ${now}::timestamptz
    FROM accounts JOIN news USING (document_id) JOIN account a ON a.id = accounts.account_id AND a.publication_state = 'published'
      JOIN resident_contact c ON c.party_id = a.party_id AND c.notify_documents <> 'never' AND c.email IS NOT NULL
    ON CONFLICT (tenant_id, party_id, document_id) DO UPDATE
      SET published_from = excluded.published_from, due_at = excluded.due_at, told_at = NULL
      WHERE told.published_from < excluded.published_from`;
}
