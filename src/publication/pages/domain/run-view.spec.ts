import { RUN_STATES } from '../../domain/run-states.js';
import {
  canBeUndone,
  countRows,
  givenReference,
  isOver,
  originSaid,
  reasonSaid,
  refreshSeconds,
  rehearsalOf,
  stateSaid,
  toneOf,
  totalsOf,
} from './run-view.js';

const count = (change = {}) => ({
  listed: 0,
  added: 0,
  changed: 0,
  unchanged: 0,
  withdrawn: 0,
  expired: 0,
  setAside: 0,
  ...change,
});

describe('the page of a run', () => {
  it('refreshes itself only while nobody is waited for [PUB-62]', () => {
    const refreshed = RUN_STATES.filter((state) => refreshSeconds(state) !== null);
    expect(refreshed).toEqual(['checking', 'ready', 'applying']);
    for (const state of RUN_STATES) expect(isOver(state) && refreshSeconds(state) !== null).toBe(false);
    for (const state of RUN_STATES) expect(toneOf(state)).toBeDefined();
  });

  it('counts section by section, in the order of the manifest [PUB-25]', () => {
    const rows = countRows({ documents: count({ added: 3, withdrawn: 1 }), parties: count({ added: 2 }) });
    expect(rows.map(({ section }) => section)).toEqual(['parties', 'documents']);
    expect(totalsOf(rows)).toMatchObject({ added: 5, withdrawn: 1 });
  });

  it('says how much would go, of how much, against which threshold [PUB-95]', () => {
    const reason = {
      kind: 'withdrawals',
      section: 'documents',
      withdrawn: 9_412,
      published: 31_006,
      limit: 6_201,
      percent: 20,
    } as const;
    expect(reasonSaid(reason)).toMatchObject({
      section: 'documents',
      values: { withdrawn: 9_412, published: 31_006, share: 30, percent: 20 },
    });
    expect(
      reasonSaid({
        kind: 'widened',
        line: 'syndic',
        path: ['Factures'],
        levels: ['co_owner'],
        documents: 142,
        readers: 318,
      }),
    ).toMatchObject({
      sentence: 'publication:reasons.widened',
      values: { binder: 'Factures' },
      counted: { documents: 142, readers: 318 },
    });
  });

  it('offers to undo the last applied run, for 72 hours [PUB-37]', () => {
    const appliedAt = new Date('2025-11-14T20:00:00Z');
    const run = { state: 'applied' as const, appliedAt, isLastApplied: true, hasFormer: true };
    const at = (text: string, change = {}) => canBeUndone({ ...run, ...change }, new Date(text));
    expect(at('2025-11-17T19:59:00Z')).toBe(true);
    expect(at('2025-11-17T20:00:00Z')).toBe(false);
    expect(at('2025-11-15T20:00:00Z', { isLastApplied: false })).toBe(false);
    expect(at('2025-11-15T20:00:00Z', { hasFormer: false })).toBe(false);
    expect(at('2025-11-15T20:00:00Z', { state: 'failed' })).toBe(false);
  });

  const machine = { sourceKind: 'machine' as const, simulate: false, trigger: 'machine', runRef: 'R-12' };

  it('shows the reference its sender gave a run, never one we made up', () => {
    expect(givenReference(machine)).toBe('R-12');
    expect(givenReference({ ...machine, trigger: 'manual' })).toBe('R-12');
    expect(givenReference({ ...machine, simulate: true, runRef: 'R-12?0a1b2c3d' })).toBe('R-12');
    const ours = [
      { simulate: true, trigger: 'manual', runRef: 'verification-12' },
      { trigger: 'replay', runRef: 'retour-3-12' },
      { runRef: '?0a1b2c' },
      { sourceKind: 'desk' as const, trigger: 'schedule' },
    ];
    for (const change of ours) expect(givenReference({ ...machine, ...change })).toBeNull();
  });

  it('says who began a run when somebody did', () => {
    const said = (change: object, by: string | null = 'Claire DURAND') =>
      originSaid({ ...machine, ...change }, by).sentence;
    expect(said({})).toBe('publication:triggers.machine');
    expect(said({ trigger: 'manual' })).toBe('publication:origins.imported');
    expect(said({ trigger: 'manual' }, null)).toBe('publication:triggers.manual');
    expect(said({ trigger: 'manual', simulate: true })).toBe('publication:origins.checked');
    expect(said({ trigger: 'manual', sourceKind: 'desk' })).toBe('publication:origins.started');
    expect(said({ trigger: 'manual', sourceKind: 'desk', simulate: true })).toBe('publication:origins.simulated');
    expect(said({ trigger: 'replay' })).toBe('publication:origins.replay');
    expect(said({ trigger: 'schedule', sourceKind: 'desk' }, null)).toBe('publication:triggers.schedule');
  });

  it('tells a rehearsal from a publication', () => {
    expect(rehearsalOf(machine)).toBeNull();
    expect(rehearsalOf({ sourceKind: 'machine', simulate: true })).toBe('check');
    expect(rehearsalOf({ sourceKind: 'desk', simulate: true })).toBe('simulation');
    for (const state of RUN_STATES) {
      const refused = stateSaid({ state, simulate: true }).sentence === 'publication:states.refused';
      expect(refused).toBe(false);
      expect(stateSaid({ state, simulate: false })).toEqual({
        sentence: `publication:states.${state}`,
        tone: toneOf(state),
      });
    }
  });
});
