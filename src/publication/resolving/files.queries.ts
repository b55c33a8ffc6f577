import { type Query, sql } from '../../platform/database/index.js';
import type { RunScope } from '../staging/run-scope.js';
import { lastProblem } from './report-faults.queries.js';

/** Rows of the run that have bytes. */
const listedFiles = (runId: string) => sql`
  SELECT 'documents' AS section, id, ref, line_no, sha256, bytes, media_type, filename FROM staged_document
  WHERE run_id = ${runId} AND intent = 'publish'
  UNION ALL
  SELECT 'photos', id, ref, line_no, sha256, bytes, media_type, filename FROM staged_photo
  WHERE run_id = ${runId} AND intent = 'publish'`;

/** Writes down the files the host lacks, once each, whatever the number of documents they serve (PUB-39, PUB-55). */
export async function listMissingFiles(query: Query, scope: RunScope): Promise<{ files: number; bytes: number }> {
  await query(sql`DELETE FROM run_missing_file WHERE run_id = ${scope.runId} AND refused IS NULL`);
  await query(sql`
    INSERT INTO run_missing_file (run_id, sha256, bytes, media_types, ref, filename)
    SELECT ${scope.runId}, f.sha256, min(f.bytes), array_agg(DISTINCT f.media_type), min(f.ref), min(f.filename)
    FROM (${listedFiles(scope.runId)}) AS f
    LEFT JOIN stored_file k ON k.sha256 = f.sha256 AND k.state = 'complete'
    WHERE k.sha256 IS NULL GROUP BY f.sha256
    ON CONFLICT DO NOTHING`);
  return missingFiles(query, scope.runId);
}

/** What is still awaited: files that came and were refused are not. */
export async function missingFiles(query: Query, runId: string): Promise<{ files: number; bytes: number }> {
  const [row] = await query<{ files: number; bytes: number }>(sql`
    SELECT count(*)::int AS files, coalesce(sum(bytes), 0)::bigint AS bytes FROM run_missing_file
    WHERE run_id = ${runId} AND refused IS NULL`);
  return row ?? { files: 0, bytes: 0 };
}

/**
 * Sets aside rows whose file was refused or is not what they say (ROW-06), and, when the sender commits all the same, those whose file
 * is missing (ROW-05). They join `aside`, as first causes of what names them.
 */
export async function setAsideFiles(query: Query, scope: RunScope, missingToo: boolean): Promise<void> {
  const last = await lastProblem(query, scope.runId);
  await query(sql`
    WITH bad AS MATERIALIZED (
      SELECT f.section, f.id, f.ref, f.line_no,
        CASE WHEN k.sha256 IS NULL AND m.refused IS NULL THEN 'ROW-05' ELSE 'ROW-06' END AS code,
        CASE WHEN m.refused IS NOT NULL THEN 'fichier refusé, ' || m.refused
          WHEN k.sha256 IS NULL THEN 'fichier manquant (' || f.filename || ').'
          WHEN k.bytes <> f.bytes THEN 'le fichier a ' || k.bytes || ' octets et non ' || f.bytes || '.'
          ELSE 'le fichier est de type ' || k.media_type || ' et non ' || f.media_type || '.' END AS message
      FROM (${listedFiles(scope.runId)}) AS f
      LEFT JOIN stored_file k ON k.sha256 = f.sha256 AND k.state = 'complete'
      LEFT JOIN run_missing_file m ON m.run_id = ${scope.runId} AND m.sha256 = f.sha256
      WHERE (k.sha256 IS NULL AND (${missingToo} OR m.refused IS NOT NULL)) OR k.bytes <> f.bytes OR k.media_type <> f.media_type),
    documents AS (
      UPDATE staged_document s SET intent = 'aside' FROM bad WHERE s.run_id = ${scope.runId} AND bad.section = 'documents' AND s.id = bad.id),
    photos AS (
      UPDATE staged_photo s SET intent = 'aside' FROM bad WHERE s.run_id = ${scope.runId} AND bad.section = 'photos' AND s.id = bad.id)
    INSERT INTO run_problem (run_id, position, severity, code, section, ref, line, message)
    SELECT ${scope.runId}, ${last}::int + row_number() OVER (ORDER BY line_no), 'set_aside', code, section, ref, line_no,
      CASE section WHEN 'documents' THEN 'Document ' ELSE 'Photo ' END || ref || ' : ' || message
    FROM bad`);
}
