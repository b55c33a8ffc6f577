import { type Query, sql } from '../../platform/database/index.js';
import type { RunScope } from '../staging/run-scope.js';

/** A works fund is of the line of its lot. */
export async function tellLinesOfFunds(query: Query, { runId }: RunScope): Promise<void> {
  await query(sql`
    UPDATE staged_works_fund s SET line = coalesce(
      (SELECT l.line FROM staged_lot l WHERE l.run_id = ${runId} AND l.id = s.lot_id), (SELECT o.line FROM lot o WHERE o.id = s.lot_id))
    WHERE s.run_id = ${runId}`);
}

/** "Annule et remplace": the new document withdraws the one it replaces, which need not be there any more (GED-44). */
export async function settleReplacements(query: Query, { runId }: RunScope): Promise<void> {
  await query(sql`
    UPDATE staged_document former SET intent = 'withdraw' FROM staged_document next
    WHERE former.run_id = ${runId} AND next.run_id = ${runId} AND former.intent = 'publish' AND next.intent = 'publish'
      AND next.replaces_id = former.id AND former.replaces_id IS DISTINCT FROM next.id`);
  await query(sql`
    UPDATE staged_document s SET replaces_id = NULL
    WHERE s.run_id = ${runId} AND s.replaces_id IS NOT NULL AND NOT EXISTS (SELECT FROM document o WHERE o.id = s.replaces_id)`);
}
