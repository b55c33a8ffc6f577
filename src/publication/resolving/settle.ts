import { type Query, sql } from '../../platform/database/index.js';
import type { ManifestHeader } from '../manifest/manifest.types.js';
import { RunScope } from '../staging/run-scope.js';
import { setAsideFaults } from './faults.js';
import { listMissingFiles, setAsideFiles } from './files.js';
import { markDropped, reportFaults } from './report-faults.js';
import { fillStanding } from './standing.js';
import { leaveOutClosedYears, warnOfBinderLevels, warnOfGap, warnOfTwoPresidents } from './warnings.js';

export interface SettledRun {
  scope: RunScope;
  lines: readonly string[];
}

/** After staging: what of it can be published, what is set aside and why, which files are missing. */
export async function settleStaging(
  query: Query,
  run: SettledRun,
  header: Pick<ManifestHeader, 'previousRunRef'>,
  today: string,
): Promise<{ files: number; bytes: number }> {
  const { scope } = run;
  await tellLinesOfFunds(query, scope);
  await setAsideFiles(query, scope, false);
  await resolve(query, run);
  await settleReplacements(query, scope);
  await leaveOutClosedYears(query, scope);
  await warnOfTwoPresidents(query, scope, today);
  await warnOfBinderLevels(query, scope);
  await warnOfGap(query, scope, header.previousRunRef);
  return listMissingFiles(query, scope);
}

/** At the commit, or once nothing is missing: what files came to be. */
export async function settleFiles(query: Query, run: SettledRun, missingToo: boolean): Promise<void> {
  await setAsideFiles(query, run.scope, missingToo);
  await resolve(query, run);
}

async function resolve(query: Query, { scope, lines }: SettledRun): Promise<void> {
  await fillStanding(query, scope, lines);
  await setAsideFaults(query, scope);
  await markDropped(query, scope.runId);
  await reportFaults(query, scope.runId);
}

async function tellLinesOfFunds(query: Query, { runId }: RunScope): Promise<void> {
  await query(sql`
    UPDATE staged_works_fund s SET line = coalesce(
      (SELECT l.line FROM staged_lot l WHERE l.run_id = ${runId} AND l.id = s.lot_id), (SELECT o.line FROM lot o WHERE o.id = s.lot_id))
    WHERE s.run_id = ${runId}`);
}

/** "Annule et remplace": the new document withdraws the one it replaces, which need not be there any more (GED-44). */
async function settleReplacements(query: Query, { runId }: RunScope): Promise<void> {
  await query(sql`
    UPDATE staged_document former SET intent = 'withdraw' FROM staged_document next
    WHERE former.run_id = ${runId} AND next.run_id = ${runId} AND former.intent = 'publish' AND next.intent = 'publish'
      AND next.replaces_id = former.id AND former.replaces_id IS DISTINCT FROM next.id`);
  await query(sql`
    UPDATE staged_document s SET replaces_id = NULL
    WHERE s.run_id = ${runId} AND s.replaces_id IS NOT NULL AND NOT EXISTS (SELECT FROM document o WHERE o.id = s.replaces_id)`);
}
