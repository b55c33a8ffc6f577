import { DateTime, type DurationLike } from 'luxon';

/** How long each thing is kept (PUB-65, §4.9); `docs/operating.md` says the same. */
const TERMS = {
  run: { months: 24 },
  simulation: { days: 7 },
  runLog: { days: 90 },
  withdrawnBytes: { days: 30 },
  bin: { days: 30 },
  consultation: { years: 5 },
} as const satisfies Record<string, DurationLike>;

/** What is older than this instant has passed its term. */
export function pastTerm(term: keyof typeof TERMS, now: Date, zone: string): Date {
  return DateTime.fromJSDate(now, { zone }).minus(TERMS[term]).toJSDate();
}

/** `YYYY-MM` in that zone. */
export function monthOf(now: Date, zone: string): string {
  return DateTime.fromJSDate(now, { zone }).toFormat('yyyy-MM');
}
