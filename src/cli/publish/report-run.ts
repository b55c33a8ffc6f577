import type { Run } from './publication-api.js';
import type { Sent } from './send-publication.js';

const PROBLEMS_SHOWN = 20;
const OUTCOMES = ['listed', 'added', 'changed', 'unchanged', 'withdrawn', 'expired', 'setAside'] as const;

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
  for (const line of countLines(run)) tell(line);
  tell(`Run ${run.number}: ${run.state}`);
  if (run.state === 'simulated' && !simulated)
    tell('This runRef was used for a simulation: publish under another one.');
  if (absent.length > 0 && run.state === 'receiving') {
    tell(`${absent.length} files are missing: put them in the folder and send it again, or use --allow-missing`);
  }
  return run.state === (simulated ? 'simulated' : 'applied');
}

/** What the run did, or would do, section by section. */
function countLines({ counts }: Run): string[] {
  return Object.entries(counts ?? {}).map(([section, found]) => {
    const said = OUTCOMES.filter((outcome) => Number(found[outcome]) > 0).map(
      (outcome) => `${Number(found[outcome])} ${outcome}`,
    );
    return `  ${section.padEnd(12)} ${said.join(', ') || 'nothing'}`;
  });
}
