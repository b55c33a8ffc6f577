import { DateTime } from 'luxon';
import { instantOf } from './wall-clock.js';

/** A day of the week, 1 for Monday, and the hour on the agency's wall, `HH:MM`. */
export interface Slot {
  weekday: number;
  hour: string;
}

export const DEFAULT_HOUR = '20:00';
const LATE_START_HOURS = 6;
const HOUR_MS = 3_600_000;
const WEEK_DAYS = 7;
/** Ten weeks: enough for the last ten of a weekly slot. Nobody asks what was missed before. */
const LOOK_BACK_DAYS = 70;

/** The next so many moments after that one, soonest first; none without slots. */
export function nextOccurrences(slots: readonly Slot[], after: Date, timeZone: string, count: number): Date[] {
  const days = Math.ceil(count / Math.max(slots.length, 1)) * WEEK_DAYS + 2;
  return occurrences(slots, DateTime.fromJSDate(after, { zone: timeZone }), days)
    .filter((at) => at > after)
    .slice(0, count);
}

/** The moments after the first and not after the second, oldest first; of a long absence, the last weeks. */
export function occurrencesBetween(slots: readonly Slot[], after: Date, until: Date, timeZone: string): Date[] {
  const end = DateTime.fromJSDate(until, { zone: timeZone });
  const start = DateTime.max(DateTime.fromJSDate(after, { zone: timeZone }), end.minus({ days: LOOK_BACK_DAYS }));
  const days = Math.ceil(end.diff(start, 'days').days) + 2;
  return occurrences(slots, start, days).filter((at) => at > after && at <= until);
}

export interface Weighed {
  /** Gives a run now. */
  run: Date | null;
  missed: Date[];
}

/** Of what came due, the last gives a run while it is less than six hours late; the others were missed (PUB-21). */
export function weigh(due: readonly Date[], now: Date): Weighed {
  const last = due.at(-1);
  const inTime = last !== undefined && now.getTime() - last.getTime() < LATE_START_HOURS * HOUR_MS;
  return inTime ? { run: last, missed: due.slice(0, -1) } : { run: null, missed: [...due] };
}

/** From the day before `from`, whose clock may show a slot late. */
function occurrences(slots: readonly Slot[], from: DateTime, days: number): Date[] {
  const first = from.startOf('day').minus({ days: 1 });
  return Array.from({ length: days + 1 }, (_, index) => first.plus({ days: index }))
    .flatMap((day) =>
      slots
        .filter(({ weekday }) => weekday === day.weekday)
        .map(({ hour }) => instantOf(day.toFormat('yyyy-MM-dd'), hour, from.zoneName ?? 'UTC')),
    )
    .sort((one, other) => one.getTime() - other.getTime());
}
