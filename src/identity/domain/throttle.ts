/** What is remembered of the failures of one subject: a login, or a network address. */
export interface Failures {
  /** Those that still count, oldest first. */
  at: Date[];
  /** How many times it has been made to wait lately: the next wait is longer. */
  waits: number;
  blockedUntil: Date | null;
}

export interface ThrottleRule {
  /** So many failures… */
  limit: number;
  /** …within so many minutes, and it waits. */
  withinMinutes: number;
  /** Length of the first wait, of the second, …; the last one repeats. */
  waitMinutes: readonly [number, ...number[]];
  /** So long after a wait without a failure, all is forgotten; until then each further failure makes it wait again. */
  memoryMinutes: number;
}

/** Five failures on a login within a quarter of an hour: 1, 2, 4 … 15 minutes [RES-15]. */
export const LOGIN_RULE: ThrottleRule = {
  limit: 5,
  withinMinutes: 15,
  waitMinutes: [1, 2, 4, 8, 15],
  memoryMinutes: 60,
};

/** Fifty failures from a network address within an hour [RES-15]. */
export const ADDRESS_RULE: ThrottleRule = { limit: 50, withinMinutes: 60, waitMinutes: [15], memoryMinutes: 60 };

export const NO_FAILURES: Failures = { at: [], waits: 0, blockedUntil: null };

const MINUTE = 60_000;
const after = (instant: Date, minutes: number) => new Date(instant.getTime() + minutes * MINUTE);

/** Until when it must wait; null when it may try now. */
export function waitingUntil({ blockedUntil }: Failures, now: Date): Date | null {
  return blockedUntil && blockedUntil > now ? blockedUntil : null;
}

/**
 * An attempt is counted as a failure before the password is looked at, and forgiven if it was right: attempts made all at once cannot slip
 * through together.
 */
export function withAttempt(known: Failures, rule: ThrottleRule, now: Date): Failures {
  const remembered = known.blockedUntil && after(known.blockedUntil, rule.memoryMinutes) <= now ? NO_FAILURES : known;
  const at = [...remembered.at.filter((one) => after(one, rule.withinMinutes) > now), now].slice(-rule.limit);
  if (remembered.waits === 0 && at.length < rule.limit) return { at, waits: 0, blockedUntil: null };
  const minutes = rule.waitMinutes[Math.min(remembered.waits, rule.waitMinutes.length - 1)] ?? rule.waitMinutes[0];
  return { at, waits: remembered.waits + 1, blockedUntil: after(now, minutes) };
}

/** The attempt of that instant was right: it leaves no trace on an address that others may share. */
export function withoutAttempt(known: Failures, rule: ThrottleRule, attemptedAt: Date): Failures {
  const at = known.at.toSpliced(known.at.findIndex((one) => one.getTime() === attemptedAt.getTime()) >>> 0, 1);
  const stillTooMany = at.length >= rule.limit || known.waits > 1;
  return stillTooMany ? { ...known, at } : { at, waits: 0, blockedUntil: null };
}
