import { type Query, sql } from '../../platform/database/index.js';
import { type AccountStanding, type HidingSettings, isTicked } from '../domain/account-visibility.js';

/** What residents see anew or no longer because of a box, in accounts and documents of any source. */
export interface TickedChange {
  section: 'accounts' | 'documents';
  id: string;
  ref: string;
  outcome: 'added' | 'withdrawn';
  label: string;
}

interface TickedAccount extends AccountStanding {
  id: string;
  published: boolean;
  tickStatus: AccountStanding['status'];
  tickStatusOn: string | null;
}

/** What residents are kept from, before anything of the run: what the run shows or withdraws is told from it. */
export async function noteKept(query: Query): Promise<void> {
  await query(sql`DROP TABLE IF EXISTS kept`);
  await query(sql`
    CREATE TEMP TABLE kept ON COMMIT DROP AS
    SELECT id FROM account WHERE publication_state = 'hidden' UNION ALL SELECT id FROM document WHERE publication_state = 'hidden'`);
}

/**
 * Makes accounts follow their box, whatever source listed them (ACC-35, ACC-37), and documents addressed to nobody but unticked accounts
 * follow those. Entries stay: an account ticked again is shown whole without being sent again. Wants `noteKept` done before the run and
 * its rows merged.
 * @returns what residents see anew or no longer because of it
 */
export async function followTicks(query: Query): Promise<TickedChange[]> {
  const accounts = await query<TickedAccount>(sql`
    SELECT a.id, a.kind, a.status, a.status_on AS "statusOn", t.published, t.status AS "tickStatus", t.status_on AS "tickStatusOn"
    FROM account_tick t JOIN account a ON a.id = t.account_id WHERE a.publication_state IN ('published', 'hidden')`);
  const settings = await hidingSettings(query);
  const ticked = accounts.filter((one) => isTicked(one, tickOf(one), settings)).map(({ id }) => id);
  await query(sql`
    UPDATE account a SET publication_state = CASE WHEN d.ticked THEN 'published' ELSE 'hidden' END
    FROM (SELECT id, id = ANY (${ticked}::uuid[]) AS ticked FROM unnest(${accounts.map(({ id }) => id)}::uuid[]) AS id) AS d
    WHERE a.id = d.id AND a.publication_state <> CASE WHEN d.ticked THEN 'published' ELSE 'hidden' END`);
  await keepTheirDocuments(query);
  return query<TickedChange>(sql`
    SELECT 'accounts' AS section, a.id, a.ref, CASE a.publication_state WHEN 'hidden' THEN 'withdrawn' ELSE 'added' END AS outcome, a.number AS label
    FROM account a JOIN account_tick t ON t.account_id = a.id
    WHERE a.publication_state IN ('published', 'hidden') AND (a.publication_state = 'hidden') <> (a.id IN (SELECT id FROM kept))
      AND NOT EXISTS (SELECT FROM touched n WHERE n.id = a.id AND n.outcome = 'added')
    UNION ALL
    SELECT 'documents', d.id, coalesce(d.ref, ''), CASE d.publication_state WHEN 'hidden' THEN 'withdrawn' ELSE 'added' END, d.title
    FROM document d
    WHERE d.id IN (SELECT id FROM document WHERE publication_state = 'hidden' UNION SELECT id FROM kept)
      AND d.publication_state IN ('published', 'hidden') AND (d.publication_state = 'hidden') <> (d.id IN (SELECT id FROM kept))
      AND NOT EXISTS (SELECT FROM touched n WHERE n.id = d.id AND n.outcome = 'added')`);
}

/** In the lists and counts of the run's report, also where its manifest has no such section; to be called before these are written down. */
export async function reportTicks(query: Query, runId: string, changes: readonly TickedChange[]): Promise<void> {
  if (changes.length === 0) return;
  const rows = JSON.stringify(changes);
  await query(sql`DELETE FROM touched WHERE id IN (SELECT id FROM jsonb_to_recordset(${rows}::jsonb) AS c (id uuid))`);
  await query(sql`
    INSERT INTO touched (section, id, ref, outcome, existed, label)
    SELECT section, id, ref, outcome, true, label
    FROM jsonb_to_recordset(${rows}::jsonb) AS c (section text, id uuid, ref text, outcome text, label text)`);
  // Rows that are not of this manifest are added to what it was forecast to do.
  await query(sql`
    INSERT INTO run_count AS c (run_id, section, added)
    SELECT ${runId}::uuid, n.section, count(*) FILTER (WHERE n.outcome = 'added' AND NOT n.own)
    FROM (
      SELECT c.section, c.outcome, coalesce(a.source_id, d.source_id) IS NOT DISTINCT FROM r.source_id
        AND r.scope @> jsonb_build_array(jsonb_build_object('section', c.section)) AS own
      FROM jsonb_to_recordset(${rows}::jsonb) AS c (section text, id uuid, outcome text)
        JOIN publication_run r ON r.id = ${runId} LEFT JOIN account a ON a.id = c.id LEFT JOIN document d ON d.id = c.id) AS n
    GROUP BY n.section
    ON CONFLICT (tenant_id, run_id, section) DO UPDATE SET added = c.added + excluded.added`);
}

/** Addressed to accounts only, none of which is shown: kept with them. */
async function keepTheirDocuments(query: Query): Promise<void> {
  await query(sql`
    WITH concerned AS (
      SELECT x.document_id AS id FROM account a JOIN document_audience x ON x.target_id = a.id
      WHERE a.publication_state = 'hidden' AND x.scope = 'account'
      UNION SELECT id FROM document WHERE publication_state = 'hidden'),
    judged AS (
      SELECT c.id, CASE WHEN EXISTS (
        SELECT FROM document_audience x LEFT JOIN account a ON a.id = x.target_id
        WHERE x.document_id = c.id AND (x.scope <> 'account' OR a.publication_state = 'published')) THEN 'published' ELSE 'hidden' END AS state
      FROM concerned c)
    UPDATE document d SET publication_state = j.state FROM judged j
    WHERE d.id = j.id AND d.publication_state IN ('published', 'hidden') AND d.publication_state <> j.state`);
}

export async function hidingSettings(query: Query): Promise<HidingSettings> {
  const [settings] = await query<HidingSettings>(sql`
    SELECT hide_on_notice AS "hideOnNotice", hide_on_departure AS "hideOnDeparture", hide_on_transfer AS "hideOnTransfer"
    FROM publication_settings`);
  return settings ?? { hideOnNotice: false, hideOnDeparture: false, hideOnTransfer: false };
}

const tickOf = ({ published, tickStatus, tickStatusOn }: TickedAccount) => ({
  published,
  status: tickStatus,
  statusOn: tickStatusOn,
});
