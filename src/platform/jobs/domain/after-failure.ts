import { delayAfter, type Retries } from './retries.js';

/** Nothing will ever make this work (the address is refused for good): straight to the dead letters. */
export class PermanentFailure extends Error {}

/** Not now (a rate is reached, another is at it): again at that moment, and no attempt is counted. */
export class NotYet extends Error {
  constructor(readonly until: Date) {
    super(`not before ${until.toISOString()}`);
  }
}

export type AfterFailure = { state: 'waiting'; runAt: Date; attemptsBack: 0 | 1 } | { state: 'dead' };

export function afterFailure(
  error: unknown,
  attempt: number,
  retries: Retries,
  now: Date,
  chance: number,
): AfterFailure {
  if (error instanceof NotYet) return { state: 'waiting', runAt: error.until, attemptsBack: 1 };
  if (error instanceof PermanentFailure || attempt >= retries.attempts) return { state: 'dead' };
  return {
    state: 'waiting',
    runAt: new Date(now.getTime() + delayAfter(attempt, retries, chance) * 1_000),
    attemptsBack: 0,
  };
}
