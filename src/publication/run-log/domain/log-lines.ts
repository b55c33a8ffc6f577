import { DateTime } from 'luxon';
import type { RunState } from '../../domain/run-states.js';

/** One line of the log: when, at which step, of which section and reference, with what outcome. */
export interface LogLine {
  at: Date;
  step: string;
  section: string | null;
  ref: string | null;
  outcome: string;
}

export const LOG_HEADER = 'heure\tétape\tpartie\tréférence\tissue\n';

/** A line as written: times with the offset of the agency's zone, fields between tabs, whatever a sender put into them. */
export function lineText({ at, step, section, ref, outcome }: LogLine, timeZone: string): string {
  const time = DateTime.fromJSDate(at, { zone: timeZone }).toISO({ suppressMilliseconds: true }) ?? '';
  return `${[time, step, section ?? '-', ref ?? '-', outcome].map(oneField).join('\t')}\n`;
}

const oneField = (text: string) => text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ');

export interface LoggedRun {
  number: number;
  source: string;
  runRef: string;
  trigger: string;
  state: RunState;
  receivedAt: Date;
  checkedAt: Date | null;
  readyAt: Date | null;
  decidedAt: Date | null;
  startedAt: Date | null;
  appliedAt: Date | null;
  endedAt: Date | null;
  failure: string | null;
}

const TRIGGERS: Record<string, string> = {
  schedule: 'automatique',
  manual: 'à la main',
  machine: 'logiciel',
  replay: 'retour en arrière',
};
const ENDS: Partial<Record<RunState, string>> = {
  applied: 'publiée',
  refused: 'refusée',
  simulated: 'vérification faite',
  abandoned: 'abandonnée',
  expired: 'expirée',
  rejected: 'rejetée',
  superseded: 'remplacée par une plus récente',
  failed: 'échouée',
};

/** The steps a run went through before its rows, in their order. */
export function stepsBefore(run: LoggedRun): LogLine[] {
  const { number, source, runRef, trigger, receivedAt, checkedAt, readyAt, decidedAt, startedAt, state } = run;
  return [
    step(
      receivedAt,
      'réception',
      `publication ${number}, source ${source}, ${runRef}, ${TRIGGERS[trigger] ?? trigger}`,
    ),
    step(checkedAt, 'vérification', 'bordereau lu'),
    step(readyAt, 'vérification', 'prête'),
    step(decidedAt, 'accord', state === 'rejected' ? 'rejetée' : 'approuvée'),
    step(startedAt, 'application', 'commencée'),
  ].filter((line) => line !== null);
}

/** What came of it. */
export function stepsAfter({ appliedAt, endedAt, state, failure }: LoggedRun): LogLine[] {
  return [
    step(appliedAt, 'application', 'terminée'),
    step(endedAt, 'fin', [ENDS[state] ?? state, failure].filter(Boolean).join(' : ')),
  ].filter((line) => line !== null);
}

function step(at: Date | null, name: string, outcome: string): LogLine | null {
  return at && { at, step: name, section: null, ref: null, outcome };
}
