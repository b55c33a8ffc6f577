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

/** What of a reason is still to be said in the reader's language. */
export interface ReasonSaid extends Said {
  section?: string;
  levels?: string[];
  /** Values that are a number with its noun, by the name of both. */
  counted?: Record<string, number>;
}

/** Why a run waits, as a sentence key with its values. */
export function reasonSaid(reason: GuardReason): ReasonSaid {
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
        counted: { documents, readers },
        values: { binder: path.join(' / ') },
      };
    }
  }
}

const UNDO_HOURS = 72;
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

interface Begun {
  simulate: boolean;
  trigger: string;
  sourceKind: 'desk' | 'machine';
  runRef: string;
}

/** A rehearsal publishes nothing: of the desk it is a simulation, of a manifest a check. */
export type Rehearsal = 'simulation' | 'check' | null;

export function rehearsalOf({ simulate, sourceKind }: Pick<Begun, 'simulate' | 'sourceKind'>): Rehearsal {
  if (!simulate) return null;
  return sourceKind === 'desk' ? 'simulation' : 'check';
}

/** The reference its sender gave it; null when we made one up, which says nothing to anybody. */
export function givenReference({ simulate, trigger, sourceKind, runRef }: Begun): string | null {
  const ours =
    sourceKind === 'desk' || trigger === 'replay' || (simulate && trigger === 'manual') || runRef.startsWith('?');
  return ours ? null : (runRef.split('?')[0] ?? null);
}

/** How a run began, as a sentence; with who began it when somebody did. */
export function originSaid(run: Omit<Begun, 'runRef'>, startedBy: string | null): Said {
  const { trigger } = run;
  const byItself = trigger === 'machine' || trigger === 'schedule';
  if (byItself || !startedBy) return { sentence: `publication:triggers.${trigger}`, values: {} };
  return { sentence: `publication:origins.${actOf(run)}`, values: { name: startedBy } };
}

function actOf({ trigger, simulate, sourceKind }: Omit<Begun, 'runRef'>): string {
  if (trigger === 'replay') return 'replay';
  if (simulate) return sourceKind === 'desk' ? 'simulated' : 'checked';
  return sourceKind === 'desk' ? 'started' : 'imported';
}

/** The state in words, and its colour: a rehearsal that is refused has refused nobody anything. */
export function stateSaid({ state, simulate }: { state: RunState; simulate: boolean }): {
  sentence: string;
  tone: Tone;
} {
  if (simulate && state === 'refused') return { sentence: 'publication:rehearsed.refused', tone: 'warning' };
  if (simulate && state === 'simulated') return { sentence: 'publication:rehearsed.simulated', tone: 'success' };
  return { sentence: `publication:states.${state}`, tone: TONES[state] };
}
