import fc from 'fast-check';
import { runDuration } from './run-duration.js';

const START = new Date('2025-11-14T19:00:00Z');
const after = (seconds: number) => runDuration({ receivedAt: START, endedAt: new Date(START.getTime() + seconds * 1_000) });

describe('runDuration', () => {
  it('is said in two units at most', () => {
    expect([0, 48, 185, 3_599, 4_320, 274_320].map(after)).toEqual([
      '1 s',
      '48 s',
      '3 min 05 s',
      '59 min 59 s',
      '1 h 12 min',
      '76 h 12 min',
    ]);
  });

  it('is not known before the end', () => expect(runDuration({ receivedAt: START, endedAt: null })).toBeNull());

  it('never counts sixty of a unit, nor less than a second', () => {
    fc.assert(
      fc.property(fc.integer({ min: -10, max: 3_000_000 }), (seconds) => {
        const numbers = (after(seconds) ?? '').match(/\d+/g)?.map(Number) ?? [];
        expect(numbers.length).toBeGreaterThan(0);
        expect(numbers.slice(1).every((value) => value < 60)).toBe(true);
        expect(numbers.some((value) => value > 0)).toBe(true);
      }),
    );
  });
});
