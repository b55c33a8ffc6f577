import { type Query, sql } from '../../platform/database/index.js';
import { rowId } from '../domain/row-id.js';
import { lastProblem } from '../resolving/report-faults.queries.js';

const LISTED = sql`EXISTS (
  SELECT FROM staged_document s
  WHERE s.run_id = p.run_id AND s.intent = 'publish' AND (s.ref = p.ref OR starts_with(s.ref, p.ref || '/')))`;

/**
 * Names in the report what the desk could not list. Where other rows of the same correspondence are listed it is a warning; else it is
 * set aside, and what is published under that very reference stays (PUB-49).
 */
export async function stageDeskProblems(query: Query, run: { id: string; sourceId: string }): Promise<void> {
  const problems = await query<{ ref: string; listed: boolean }>(sql`
    SELECT p.ref, ${LISTED} AS listed FROM desk_problem p WHERE p.run_id = ${run.id}`);
  if (problems.length === 0) return;
  const aside = problems.filter(({ listed }) => !listed);
  const rows = aside.map(({ ref }) => ({ id: rowId(run.sourceId, 'document', ref), ref }));
  await query(sql`
    INSERT INTO run_problem (run_id, position, severity, code, section, ref, message)
    SELECT ${run.id}::uuid, ${await lastProblem(query, run.id)}::int + row_number() OVER (ORDER BY length(p.ref), p.ref),
      CASE WHEN ${LISTED} THEN 'warning' ELSE 'set_aside' END, CASE WHEN ${LISTED} THEN 'WRN-01' ELSE 'ROW-05' END, 'documents', p.ref, p.message
    FROM desk_problem p WHERE p.run_id = ${run.id}`);
  await query(sql`
    INSERT INTO staged_document (run_id, id, ref, intent)
    SELECT ${run.id}::uuid, id, ref, 'aside' FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r (id uuid, ref text)
    ON CONFLICT DO NOTHING`);
}
