import type { GuardReason } from '../domain/guard.js';
import type { Problem } from '../manifest/manifest.types.js';
import type { RunFacts } from './run-facts.service.js';
import { PROBLEMS_SHOWN } from './run-facts.service.js';
import type { Tongue } from './tongue.js';

const PROBLEMS_IN_LETTER = 5;

export const sourceOf = ({ run, around }: RunFacts): string => `${around.sourceLabel} (${run.sourceCode})`;

export function timesOf({ run, around }: RunFacts, tongue: Tongue): { start: string; end: string } {
  const start = around.startedAt ?? run.receivedAt;
  return { start: tongue.instant(start), end: tongue.instantAfter(run.endedAt ?? start, start) };
}

/** One problem in a line; its line in the manifest unless its words say it. */
function problemLine({ message, line }: Problem, tongue: Tongue): string {
  if (line === null || /\blignes? \d/i.test(message)) return message;
  return tongue.say('run-reports:report.at-line', { message, line });
}

/** The first ones, and how many others there are. */
export function firstProblems({ run }: RunFacts, tongue: Tongue): string[] {
  const lines = run.problems.slice(0, PROBLEMS_IN_LETTER).map((problem) => problemLine(problem, tongue));
  const others = run.problemCount - lines.length;
  return others > 0 ? [...lines, tongue.say('common:list.others', { count: others })] : lines;
}

/**
 * Why a run did not take place, to follow ": ".
 * @param detailed the words of a refusal may quote a value of the manifest: for who reads all of the agency's data
 */
export function causeOf({ run }: RunFacts, tongue: Tongue, detailed: boolean): string {
  if (run.state === 'expired') return tongue.say(`run-reports:causes.${run.readyAt ? 'undecided' : 'silent'}`);
  const refusal = run.state === 'refused' ? run.problems.find(({ severity }) => severity === 'refusal') : undefined;
  if (!refusal) return tongue.say('run-reports:causes.fault');
  if (detailed) return problemLine(refusal, tongue).replace(/\.$/, '');
  const { code, line } = refusal;
  return line === null
    ? tongue.say('run-reports:causes.refused', { code })
    : tongue.say('run-reports:causes.refused-at', { code, line });
}

/** Why a run waits: a sentence for each reason. */
export function reasonsOf(reasons: readonly GuardReason[], tongue: Tongue): string {
  return reasons.map((reason) => reasonIn(reason, tongue)).join(' ');
}

function reasonIn(reason: GuardReason, { say, locale }: Tongue): string {
  const section = 'section' in reason ? say(`publication:sections.${reason.section}`) : '';
  switch (reason.kind) {
    case 'withdrawals': {
      const { withdrawn, published, limit } = reason;
      const noun = section.toLocaleLowerCase(locale);
      return say('run-reports:why.withdrawals', { withdrawn, published, limit, section: noun });
    }
    case 'emptied':
      return say('run-reports:why.emptied', { section, published: reason.published });
    case 'set_aside': {
      const { setAside, listed, limit } = reason;
      return say('run-reports:why.set-aside', { section, setAside, listed, limit });
    }
    case 'widened': {
      const { path, documents, readers } = reason;
      return say('run-reports:why.widened', {
        binder: path.join(' / '),
        documents: say('publication:counted.documents', { count: documents }),
        readers: say('publication:counted.readers', { count: readers }),
      });
    }
  }
}

/** What follows the first words of a report read in the desk (PUB-25). */
export function reportDetails(facts: RunFacts, tongue: Tongue, detailed: boolean, csvLink: string): string[] {
  const { run, around, sections, remarks } = facts;
  const trigger = tongue.say(`publication:triggers.${run.trigger}`);
  const state = tongue.say(`run-reports:states.${run.state}`);
  return [
    tongue.say('run-reports:report.head', { source: sourceOf(facts), trigger, state, ...timesOf(facts, tongue) }),
    sections
      .map(({ section, ...counts }) =>
        tongue.say('run-reports:report.section', {
          section: tongue.say(`publication:sections.${section}`),
          ...counts,
        }),
      )
      .join('\n'),
    [
      tongue.say('run-reports:report.notifications', { count: around.notificationsQueued }),
      ...remarks.map((remark) => remark(tongue)),
    ].join('\n'),
    ...problems(facts, tongue, detailed, csvLink),
  ].filter(Boolean);
}

function problems({ run }: RunFacts, tongue: Tongue, detailed: boolean, csvLink: string): string[] {
  const { problemCount: count } = run;
  if (count === 0) return [tongue.say('run-reports:report.problems', { count })];
  if (!detailed) return [tongue.say('run-reports:report.limited', { count })];
  const heading =
    count > PROBLEMS_SHOWN
      ? tongue.say('run-reports:report.first-problems', { shown: PROBLEMS_SHOWN, all: count })
      : tongue.say('run-reports:report.problems', { count });
  const lines = run.problems.map((problem) => `- ${problemLine(problem, tongue)}`);
  return [[heading, ...lines].join('\n'), tongue.say('run-reports:report.csv', { link: csvLink })];
}
