import fc from 'fast-check';
import { attemptsFor, DEFAULT_RETRIES, delayAfter } from './retries.js';

describe('delayAfter', () => {
  it('doubles up to the longest delay', () => {
    expect([1, 2, 3, 9].map((attempt) => delayAfter(attempt, DEFAULT_RETRIES, 1))).toEqual([30, 60, 120, 3600]);
  });

  it('never shrinks from one attempt to the next by more than the spread, nor passes the longest', () => {
    const chance = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1000 }), chance, chance, (attempt, one, other) => {
        const [now, next] = [
          delayAfter(attempt, DEFAULT_RETRIES, one),
          delayAfter(attempt + 1, DEFAULT_RETRIES, other),
        ];
        return next >= now * 0.8 && next <= DEFAULT_RETRIES.longestDelaySeconds && now > 0;
      }),
    );
  });
});

describe('attemptsFor', () => {
  it('goes on for at least as long as asked', () => {
    const attempts = attemptsFor(24, 60, 7_200);
    const retries = { attempts, firstDelaySeconds: 60, longestDelaySeconds: 7_200 };
    const shortest = Array.from({ length: attempts - 1 }, (_, index) => delayAfter(index + 1, retries, 0));
    expect(shortest.reduce((sum, delay) => sum + delay, 0)).toBeGreaterThanOrEqual(24 * 3_600);
    expect(attempts).toBeLessThan(30);
  });
});
