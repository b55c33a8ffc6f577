import { ENDED, type RunState } from '../domain/run-states.js';
import type { Command } from './folder-names.js';

export type CommandOutcome = 'obey' | 'wait' | 'drop';

const MAY_BE_ABANDONED: readonly RunState[] = ['checking', 'receiving', 'ready', 'awaiting_approval'];
const MOVES_BY_ITSELF: readonly RunState[] = ['checking', 'ready', 'applying'];
/** States that say that the check found the manifest good. */
const CHECKED: readonly RunState[] = ['receiving', 'ready', 'awaiting_approval', 'applying', 'applied'];
const DAY_MS = 86_400_000;
const QUIET_MS = 10 * 60_000;
export const ANSWERS_KEPT_DAYS = 30;

/** What becomes of an empty file that asks something of a run; `state` is null as long as there is no such run (PUB-85). */
export function commandOutcome(command: Command, state: RunState | null): CommandOutcome {
  if (state === null) return 'wait';
  if (command === 'abandon') return MAY_BE_ABANDONED.includes(state) ? 'obey' : 'drop';
  if (state === 'checking') return 'wait';
  return state === 'receiving' ? 'obey' : 'drop';
}

/** What the sender has been told of a run so far. */
export interface Told {
  /** Number of files that the last list of missing files had; null before the first. */
  missing: number | null;
  waiting: boolean;
}
export const NOTHING_TOLD: Told = { missing: null, waiting: false };

export type Answer = 'missing' | 'waiting' | 'refused' | 'report';

export interface Progress {
  state: RunState;
  missingFiles: number;
  /** A commit was dropped that cannot be obeyed while files are missing. */
  commitWaits: boolean;
}

/** What is to be written now, in that order. The list of missing files comes again when a commit came too early (PUB-83, PUB-86). */
export function answersDue({ state, missingFiles, commitWaits }: Progress, told: Told): Answer[] {
  if (state === 'refused') return ['refused'];
  const due: Answer[] = [];
  const changed = commitWaits && state === 'receiving' && told.missing !== missingFiles;
  if (CHECKED.includes(state) && (told.missing === null || changed)) due.push('missing');
  if (state === 'awaiting_approval' && !told.waiting) due.push('waiting');
  if (ENDED.includes(state)) due.push('report');
  return due;
}

/** Whether the next state comes without anybody doing anything: worth looking again soon. */
export const movesByItself = (state: RunState): boolean => MOVES_BY_ITSELF.includes(state);

/** A file put without `.part` that is shorter than announced is given the time to grow; one that stays so is wrong. */
export function isStillWritten(file: { bytes: number; modifiedAt: Date }, announced: number, now: Date): boolean {
  return file.bytes < announced && now.getTime() - file.modifiedAt.getTime() < QUIET_MS;
}

/** Answers are for the sender to read, not to be kept for ever (PUB-86). */
export function isOutdated(modifiedAt: Date, now: Date): boolean {
  return now.getTime() - modifiedAt.getTime() > ANSWERS_KEPT_DAYS * DAY_MS;
}
