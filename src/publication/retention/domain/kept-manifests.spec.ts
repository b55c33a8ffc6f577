import fc from 'fast-check';
import { keptManifests, LATEST_KEPT, type ManifestOfRun, MONTHS_KEPT, monthsBefore } from './kept-manifests.js';

const NOW = '2026-11';
const month = fc.nat({ max: 30 }).map((ago) => monthsBefore(NOW, ago));
const runs = fc
  .array(fc.record({ sourceId: fc.constantFrom('a', 'b'), month, applied: fc.boolean(), open: fc.constant(false) }), {
    maxLength: 200,
  })
  // They arrive one after the other.
  .map((given) =>
    [...given]
      .sort((one, other) => one.month.localeCompare(other.month))
      .map((run, index): ManifestOfRun => ({ ...run, id: `r${index}`, number: index + 1 })),
  );
const of = (sourceId: string, all: ManifestOfRun[]) => all.filter((run) => run.sourceId === sourceId);

describe('which manifests are kept', () => {
  it('are the latest thirty of each source, whatever became of them [PUB-65]', () => {
    fc.assert(
      fc.property(runs, (all) => {
        const kept = keptManifests(all, NOW);
        for (const source of ['a', 'b'])
          for (const run of of(source, all).slice(-LATEST_KEPT)) expect(kept.has(run.id)).toBe(true);
      }),
    );
  });

  it('and one of each of the last twelve months in which one came [PUB-65]', () => {
    fc.assert(
      fc.property(runs, (all) => {
        const kept = keptManifests(all, NOW);
        for (const source of ['a', 'b'])
          for (const [ofMonth, some] of Map.groupBy(of(source, all), (run) => run.month)) {
            if (ofMonth < monthsBefore(NOW, MONTHS_KEPT - 1)) continue;
            expect(some.some(({ id }) => kept.has(id))).toBe(true);
            const applied = some.filter((run) => run.applied);
            if (applied.length > 0) expect(kept.has(applied.at(-1)!.id)).toBe(true);
          }
      }),
    );
  });

  it('and hardly more [PUB-65]', () => {
    fc.assert(
      fc.property(runs, (all) => {
        const kept = keptManifests(all, NOW);
        for (const source of ['a', 'b'])
          expect(of(source, all).filter(({ id }) => kept.has(id)).length).toBeLessThanOrEqual(
            LATEST_KEPT + MONTHS_KEPT + 2,
          );
      }),
    );
  });

  it('always hold the one in force and the one before it, and those of runs under way', () => {
    fc.assert(
      fc.property(runs, fc.nat({ max: 199 }), (all, index) => {
        const under = all[index];
        if (under) under.open = true;
        const kept = keptManifests(all, NOW);
        if (under) expect(kept.has(under.id)).toBe(true);
        for (const source of ['a', 'b'])
          for (const run of of(source, all)
            .filter(({ applied }) => applied)
            .slice(-2))
            expect(kept.has(run.id)).toBe(true);
      }),
    );
  });

  it('do not change when looked at again: what was let go is not missed', () => {
    fc.assert(
      fc.property(runs, (all) => {
        const kept = keptManifests(all, NOW);
        const left = all.filter(({ id }) => kept.has(id));
        expect(keptManifests(left, NOW)).toEqual(kept);
      }),
    );
  });

  it.each([
    ['2026-11', 11, '2025-12'],
    ['2026-01', 1, '2025-12'],
    ['2026-12', 0, '2026-12'],
    ['2026-12', 24, '2024-12'],
  ])('counts back from %s, %d months, to %s', (from, count, to) => expect(monthsBefore(from, count)).toBe(to));
});
