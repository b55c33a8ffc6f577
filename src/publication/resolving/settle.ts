import type { Query } from '../../platform/database/index.js';
import type { ManifestHeader } from '../manifest/manifest.types.js';
import { RunScope } from '../staging/run-scope.js';
import { setAsideFaults } from './faults.queries.js';
import { listMissingFiles, setAsideFiles } from './files.queries.js';
import { markDropped, reportFaults } from './report-faults.queries.js';
import { settleReplacements, tellLinesOfFunds } from './links.queries.js';
import { fillStanding } from './standing.queries.js';
import { leaveOutClosedYears, warnOfBinderLevels, warnOfGap, warnOfTwoPresidents } from './warnings.queries.js';

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
