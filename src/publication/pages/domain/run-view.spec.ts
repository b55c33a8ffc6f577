import fc from 'fast-check';
import { RUN_STATES } from '../../domain/run-states.js';
import {
  canBeUndone,
  countRows,
  durationOf,
  isOver,
  reasonSaid,
  refreshSeconds,
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
      values: { binder: 'Factures', documents: 142, readers: 318 },
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

  it('gives a duration of a second at least, never negative', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }),
        fc.integer({ min: -1_000, max: 10_000_000 }),
        (start, ms) => {
          const duration = durationOf(start, new Date(start.getTime() + ms));
          if (!duration) return;
          expect(duration.minutes * 60 + duration.seconds).toBeGreaterThanOrEqual(1);
          expect(duration.seconds).toBeLessThan(60);
        },
      ),
    );
    expect(durationOf(null, new Date())).toBeNull();
  });
});
