import type { Sent } from './send-publication.js';

const PROBLEMS_SHOWN = 20;
const DONE = new Set(['applied']);

/** Says how a run ended. @returns whether it did what was asked */
export function reportRun({ run, filesSent, absent }: Sent, simulated: boolean, tell: (line: string) => void): boolean {
  if (filesSent > 0) tell(`${filesSent} files sent`);
  for (const { sha256, filename } of absent.slice(0, PROBLEMS_SHOWN))
    tell(`  missing here: ${filename ?? ''} ${sha256}`);
  const problems = run.problems ?? [];
  for (const { code, message } of problems.slice(0, PROBLEMS_SHOWN)) tell(`  ${code}  ${message}`);
  if (problems.length > PROBLEMS_SHOWN) tell(`  … and ${problems.length - PROBLEMS_SHOWN} more: see its report`);
  for (const reason of run.guardReasons ?? [])
    tell(`  waits for a person: ${typeof reason === 'string' ? reason : JSON.stringify(reason)}`);
  tell(`Run ${run.number}: ${run.state}`);
  if (absent.length > 0 && !DONE.has(run.state))
    tell(`${absent.length} files are missing: put them in the folder and send it again, or use --allow-missing`);
  return DONE.has(run.state) || (simulated && run.state === 'simulated');
}
