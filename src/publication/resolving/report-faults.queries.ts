import { type Query, sql } from '../../platform/database/index.js';
import { PLANNED_SECTIONS, planOf } from '../sections/index.js';
import { NOUNS } from './nouns.js';

const titles = Object.fromEntries(PLANNED_SECTIONS.map((section) => [section, NOUNS[planOf(section).element].title]));

/** Names in the report every row in `fault`, and every audience in `dropped` whose document is published without it. */
export async function reportFaults(query: Query, runId: string): Promise<void> {
  const nouns = JSON.stringify(NOUNS);
  await query(sql`
    INSERT INTO run_problem (run_id, position, severity, code, section, ref, line, message)
    SELECT ${runId}, ${await lastProblem(query, runId)}::int + row_number() OVER (ORDER BY f.line_no, f.position), 'set_aside', f.code,
      f.section, f.ref, f.line_no, concat(${JSON.stringify(titles)}::jsonb ->> f.section, ' ', f.ref, ' : ',
        CASE f.code
          WHEN 'ROW-01' THEN concat_ws(' ', target.noun ->> 'noun', target.ref, target.noun ->> 'unknown') || '.'
          WHEN 'ROW-07' THEN concat_ws(' ', 'mis de côté à cause', root.noun ->> 'because', root.ref) || '.'
          ELSE f.message END)
    FROM fault f
    CROSS JOIN LATERAL (SELECT ${nouns}::jsonb -> split_part(f.target, ' ', 1) AS noun, split_part(f.target, ' ', 2) AS ref) AS target
    CROSS JOIN LATERAL (SELECT ${nouns}::jsonb -> split_part(f.root, ' ', 1) AS noun, split_part(f.root, ' ', 2) AS ref) AS root`);
  await query(sql`
    INSERT INTO run_problem (run_id, position, severity, code, section, ref, line, message)
    SELECT ${runId}, ${await lastProblem(query, runId)}::int + row_number() OVER (ORDER BY s.line_no, d.target), 'warning', 'WRN-01',
      'documents', s.ref, s.line_no, concat('Document ', s.ref, ' : destinataire laissé de côté, ', target.noun ->> 'noun', ' ', target.ref,
        ' ', target.noun ->> 'unknown', '.')
    FROM dropped d JOIN staged_document s ON s.run_id = ${runId} AND s.id = d.document_id
    CROSS JOIN LATERAL (SELECT ${nouns}::jsonb -> split_part(d.target, ' ', 1) AS noun, split_part(d.target, ' ', 2) AS ref) AS target
    WHERE s.intent = 'publish'`);
}

/** A document that lost some of its audiences is another content than the same with all of them. */
export async function markDropped(query: Query, runId: string): Promise<void> {
  await query(sql`
    UPDATE staged_document s
    SET content_hash = substring(sha256(s.content_hash || lost.targets) FOR 16)
    FROM (SELECT document_id, convert_to(string_agg(target, ' ' ORDER BY target), 'UTF8') AS targets FROM dropped GROUP BY 1) AS lost
    WHERE s.run_id = ${runId} AND s.id = lost.document_id AND s.intent = 'publish'`);
}

export async function lastProblem(query: Query, runId: string): Promise<number> {
  const [row] = await query<{ last: number | null }>(
    sql`SELECT max(position) AS last FROM run_problem WHERE run_id = ${runId}`,
  );
  return row?.last ?? 0;
}
