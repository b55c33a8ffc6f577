import type { GuardReason } from '../../domain/guard.js';
import { ENDED, type RunState } from '../../domain/run-states.js';
import { SECTIONS } from '../../manifest/manifest.types.js';
import type { SectionCountsView } from '../../runs/run-reading.service.js';

export type Tone = 'success' | 'warning' | 'danger' | 'info' | '';

const TONES: Record<RunState, Tone> = {
  checking: 'info',
  receiving: 'info',
  ready: 'info',
  awaiting_approval: 'warning',
  applying: 'info',
  applied: 'success',
  refused: 'danger',
  simulated: '',
  abandoned: '',
  expired: 'danger',
  rejected: '',
  superseded: '',
  failed: 'danger',
};

export const toneOf = (state: RunState): Tone => TONES[state];

/** The page of a run that works by itself is looked at again; one that waits for a person, or is over, is not. */
export function refreshSeconds(state: RunState): number | null {
  return ['checking', 'ready', 'applying'].includes(state) ? 3 : null;
}

export const isOver = (state: RunState): boolean => ENDED.includes(state);

export interface CountRow extends SectionCountsView {
  section: string;
}

/** The counts in the order of the manifest's sections. */
export function countRows(counts: Record<string, SectionCountsView>): CountRow[] {
  return SECTIONS.flatMap((section) => {
    const count = counts[section];
    return count ? [{ section, ...count }] : [];
  });
}

export function totalsOf(rows: readonly SectionCountsView[]): SectionCountsView {
  const total = { listed: 0, added: 0, changed: 0, unchanged: 0, withdrawn: 0, expired: 0, setAside: 0 };
  for (const row of rows) {
    for (const key of Object.keys(total) as (keyof SectionCountsView)[]) total[key] += row[key];
  }
  return total;
}

export interface Said {
  sentence: string;
  values: Record<string, string | number>;
}

/** Why a run waits, as a sentence key with its values; `section` and `path` are still to be said in the reader's language. */
export function reasonSaid(reason: GuardReason): Said & { section?: string; levels?: string[] } {
  switch (reason.kind) {
    case 'withdrawals': {
      const { section, withdrawn, published, percent } = reason;
      const share = published === 0 ? 100 : Math.round((withdrawn * 100) / published);
      return { sentence: 'publication:reasons.withdrawals', section, values: { withdrawn, published, share, percent } };
    }
    case 'emptied':
      return {
        sentence: 'publication:reasons.emptied',
        section: reason.section,
        values: { published: reason.published },
      };
    case 'set_aside': {
      const { section, setAside, listed } = reason;
      return { sentence: 'publication:reasons.set-aside', section, values: { setAside, listed } };
    }
    case 'widened': {
      const { path, levels, documents, readers } = reason;
      return {
        sentence: 'publication:reasons.widened',
        levels,
        values: { binder: path.join(' / '), documents, readers },
      };
    }
  }
}

export interface Duration {
  minutes: number;
  seconds: number;
}

/** From one instant to another, at least a second; null while it has no end. */
export function durationOf(start: Date | null, end: Date | null): Duration | null {
  if (!start || !end) return null;
  const seconds = Math.max(1, Math.round((end.getTime() - start.getTime()) / 1_000));
  return { minutes: Math.floor(seconds / 60), seconds: seconds % 60 };
}

export const UNDO_HOURS = 72;
const HOUR_MS = 3_600_000;

/** The last applied run of a source can be undone for 72 hours (PUB-37). */
export function canBeUndone(
  run: { state: RunState; appliedAt: Date | null; isLastApplied: boolean; hasFormer: boolean },
  now: Date,
): boolean {
  const { state, appliedAt, isLastApplied, hasFormer } = run;
  if (state !== 'applied' || !appliedAt || !isLastApplied || !hasFormer) return false;
  return now.getTime() - appliedAt.getTime() < UNDO_HOURS * HOUR_MS;
}

/** Its reference is ours, and says nothing: that of its manifest stays free. */
export function isHandCheck({ simulate, trigger }: { simulate: boolean; trigger: string }): boolean {
  return simulate && trigger === 'manual';
}
