/** How a kind of job is tried again: the delay doubles from the first to the longest. */
export interface Retries {
  attempts: number;
  firstDelaySeconds: number;
  longestDelaySeconds: number;
}

export const DEFAULT_RETRIES: Retries = { attempts: 8, firstDelaySeconds: 30, longestDelaySeconds: 3_600 };

/**
 * Seconds to wait after that failed attempt (the first is 1). `chance` (0 to 1) spreads over the last fifth of the delay what
 * failed together, so that it does not come back together.
 */
export function delayAfter(attempt: number, retries: Retries, chance: number): number {
  const full = Math.min(retries.firstDelaySeconds * 2 ** Math.min(attempt - 1, 40), retries.longestDelaySeconds);
  return full * (0.8 + 0.2 * chance);
}

/** Attempts needed to go on trying for that long. */
export function attemptsFor(hours: number, firstDelaySeconds: number, longestDelaySeconds: number): number {
  let attempts = 1;
  for (let seconds = 0; seconds < hours * 3_600; attempts += 1) {
    seconds += delayAfter(attempts, { attempts, firstDelaySeconds, longestDelaySeconds }, 0);
  }
  return attempts;
}
