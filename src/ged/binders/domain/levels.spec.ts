import fc from 'fast-check';
import { ALL_LEVELS, closedLevels, isWithin, LEVELS, sameLevels, splitChange } from './levels.js';

const line = fc.constantFrom('gerance' as const, 'syndic' as const);
const ticked = fc.subarray([...ALL_LEVELS]);

describe('levels of a binder', () => {
  it('stores all three for a lone "Copropriétaire" [GED-21]', () => {
    expect(closedLevels('syndic', ['co_owner'])).toEqual(['co_owner', 'council_member', 'president']);
    expect(closedLevels('syndic', ['co_owner', 'president'])).toEqual(['co_owner', 'council_member', 'president']);
    expect(closedLevels('syndic', ['council_member'])).toEqual(['council_member', 'president']);
    expect(closedLevels('syndic', ['president'])).toEqual(['president']);
    expect(closedLevels('gerance', ['lessee'])).toEqual(['lessee']);
  });

  it('are closed once and for all, take nothing away from the line, and add only to the right [GED-21]', () => {
    fc.assert(
      fc.property(line, ticked, (of, boxes) => {
        const order: readonly string[] = LEVELS[of];
        const own = boxes.filter((level) => order.includes(level));
        const closed = closedLevels(of, boxes);
        expect(closedLevels(of, closed)).toEqual(closed);
        expect(isWithin(own, closed)).toBe(true);
        expect(isWithin(closed, [...order])).toBe(true);
        const leftmost = Math.min(...own.map((level) => order.indexOf(level)));
        for (const level of closed) expect(order.indexOf(level)).toBeGreaterThanOrEqual(leftmost);
        if (of === 'gerance') expect(sameLevels(closed, own)).toBe(true);
        else expect(closed).toEqual(closed.length === 0 ? [] : order.slice(order.indexOf(closed[0] as string)));
      }),
    );
  });

  it('take away at once and give only when a run passes, whatever the change', () => {
    fc.assert(
      fc.property(line, ticked, ticked, (of, before, after) => {
        const current = closedLevels(of, before);
        const wished = closedLevels(of, after);
        const { levels, next } = splitChange(current, wished);
        expect(isWithin(levels, current)).toBe(true);
        expect(isWithin(levels, wished)).toBe(true);
        expect(closedLevels(of, levels)).toEqual(levels);
        expect(sameLevels(next ?? levels, wished)).toBe(true);
        expect(next === null).toBe(isWithin(wished, current));
      }),
    );
  });
});
