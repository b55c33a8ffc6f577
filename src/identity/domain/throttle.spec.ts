import fc from 'fast-check';
import {
  ADDRESS_RULE,
  type Failures,
  LOGIN_RULE,
  NO_FAILURES,
  waitingUntil,
  withAttempt,
  withoutAttempt,
} from './throttle.js';

const START = new Date('2025-11-14T10:00:00Z');
const minutes = (count: number) => new Date(START.getTime() + count * 60_000);
const wait = (state: Failures, now: Date) =>
  ((waitingUntil(state, now)?.getTime() ?? now.getTime()) - now.getTime()) / 60_000;

/** Someone who tries as soon as he may, for ever. */
function stubborn(attempts: number): number[] {
  let state = NO_FAILURES;
  let now = START;
  return Array.from({ length: attempts }, () => {
    now = waitingUntil(state, now) ?? now;
    state = withAttempt(state, LOGIN_RULE, now);
    return wait(state, now);
  });
}

describe('the throttle of sign-ins', () => {
  it('lets four wrong passwords pass, then makes wait 1, 2, 4, 8, 15, 15 minutes [RES-15]', () => {
    expect(stubborn(11)).toEqual([0, 0, 0, 0, 1, 2, 4, 8, 15, 15, 15]);
  });

  it('does not count failures older than a quarter of an hour', () => {
    const spaced = [0, 4, 8, 12, 16].reduce((state, at) => withAttempt(state, LOGIN_RULE, minutes(at)), NO_FAILURES);
    expect(waitingUntil(spaced, minutes(16))).toBeNull();
    expect(wait(withAttempt(spaced, LOGIN_RULE, minutes(17)), minutes(17))).toBe(1);
  });

  it('forgets an hour after the last wait', () => {
    const blocked = Array.from({ length: 5 }).reduce<Failures>(
      (state) => withAttempt(state, LOGIN_RULE, START),
      NO_FAILURES,
    );
    expect(wait(withAttempt(blocked, LOGIN_RULE, minutes(60)), minutes(60))).toBe(2);
    expect(wait(withAttempt(blocked, LOGIN_RULE, minutes(61)), minutes(61))).toBe(0);
  });

  it('stops an address at its fiftieth failure of the hour, and not for those that were right [RES-15]', () => {
    let state = NO_FAILURES;
    for (let attempt = 0; attempt < 49; attempt += 1) state = withAttempt(state, ADDRESS_RULE, minutes(attempt / 10));
    for (let right = 0; right < 100; right += 1) {
      const at = minutes(5 + right / 10);
      state = withoutAttempt(withAttempt(state, ADDRESS_RULE, at), ADDRESS_RULE, at);
    }
    expect(waitingUntil(state, minutes(15))).toBeNull();
    state = withAttempt(state, ADDRESS_RULE, minutes(15));
    expect(wait(state, minutes(15))).toBe(15);
  });

  const gaps = fc.array(fc.integer({ min: 0, max: 20 * 60_000 }), { minLength: 1, maxLength: 80 });

  it('never lets more than five guesses in any minute, nor thirty in any hour, however they are spaced', () => {
    fc.assert(
      fc.property(gaps, (waits) => {
        let state = NO_FAILURES;
        let now = START.getTime();
        const guesses: number[] = [];
        for (const gap of waits) {
          now += gap;
          if (waitingUntil(state, new Date(now))) continue;
          state = withAttempt(state, LOGIN_RULE, new Date(now));
          guesses.push(now);
        }
        const most = (span: number) =>
          Math.max(...guesses.map((from) => guesses.filter((at) => at >= from && at < from + span).length));
        expect(most(60_000)).toBeLessThanOrEqual(LOGIN_RULE.limit);
        expect(most(3_600_000)).toBeLessThanOrEqual(30);
      }),
    );
  });

  it('never waits longer than a quarter of an hour, and remembers no more than its limit', () => {
    fc.assert(
      fc.property(gaps, fc.constantFrom(LOGIN_RULE, ADDRESS_RULE), (waits, rule) => {
        let state = NO_FAILURES;
        let now = START.getTime();
        for (const gap of waits) {
          now += gap;
          state = withAttempt(state, rule, new Date(now));
          expect(wait(state, new Date(now))).toBeLessThanOrEqual(15);
          expect(state.at.length).toBeLessThanOrEqual(rule.limit);
        }
      }),
    );
  });
});
