import { afterFailure, NotYet, PermanentFailure } from './after-failure.js';

const NOW = new Date('2026-11-21T20:00:00Z');
const RETRIES = { attempts: 3, firstDelaySeconds: 10, longestDelaySeconds: 60 };
const after = (error: Error, attempt: number) => afterFailure(error, attempt, RETRIES, NOW, 1);

describe('afterFailure', () => {
  it('tries again later and later', () => {
    expect(after(new Error('down'), 2)).toEqual({
      state: 'waiting',
      runAt: new Date('2026-11-21T20:00:20Z'),
      attemptsBack: 0,
    });
  });

  it('gives up after the last attempt', () => expect(after(new Error('down'), 3)).toEqual({ state: 'dead' }));

  it('gives up at once on what will never work', () =>
    expect(after(new PermanentFailure('no'), 1)).toEqual({ state: 'dead' }));

  it('counts no attempt for what was only too early', () => {
    const until = new Date('2026-11-21T20:05:00Z');
    expect(after(new NotYet(until), 3)).toEqual({ state: 'waiting', runAt: until, attemptsBack: 1 });
  });
});
