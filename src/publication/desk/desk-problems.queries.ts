import { type Query, sql } from '../../platform/database/index.js';
import { rowId } from '../domain/row-id.js';
import { lastProblem } from '../resolving/report-faults.js';

/** Sets aside, and names in the report, the documents the desk could not list: what is published of them stays (PUB-49). */
export async function stageDeskProblems(query: Query, run: { id: string; sourceId: string }): Promise<void> {
  const problems = await query<{ ref: string; message: string }>(sql`
    SELECT ref, message FROM desk_problem WHERE run_id = ${run.id} ORDER BY ref`);
  if (problems.length === 0) return;
  const rows = problems.map(({ ref }) => ({ id: rowId(run.sourceId, 'document', ref), ref }));
  await query(sql`
    INSERT INTO staged_document (run_id, id, ref, intent)
    SELECT ${run.id}::uuid, id, ref, 'aside' FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r (id uuid, ref text)
    ON CONFLICT DO NOTHING`);
  await query(sql`
    INSERT INTO run_problem (run_id, position, severity, code, section, ref, message)
    SELECT ${run.id}::uuid, ${await lastProblem(query, run.id)}::int + row_number() OVER (ORDER BY ref), 'set_aside', 'ROW-05', 'documents',
      ref, message
    FROM desk_problem WHERE run_id = ${run.id}`);
}
