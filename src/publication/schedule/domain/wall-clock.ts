import { IANAZone } from 'luxon';

const MINUTE_MS = 60_000;
/** No zone is further from UTC, and no clock is changed twice within it. */
const DAY_MS = 86_400_000;

/**
 * The instant at which a clock of that zone first shows that hour on that day (PUB-20). An hour the clock skips gives the next minute
 * it shows, one it shows twice gives the first.
 * @param day `YYYY-MM-DD` @param hour `HH:MM`
 */
export function instantOf(day: string, hour: string, timeZone: string): Date {
  const zone = IANAZone.create(timeZone);
  const shown = Date.parse(`${day}T${hour}:00Z`);
  const before = shown - DAY_MS;
  const after = shown + DAY_MS;
  const offsets = [zone.offset(before), zone.offset(after)];
  const instants = offsets.map((minutes) => shown - minutes * MINUTE_MS).sort((one, other) => one - other);
  const first = instants.find((instant) => instant + zone.offset(instant) * MINUTE_MS === shown);
  return new Date(first ?? changeBetween(zone, before, after));
}

/** The minute at which the clock is put forward or back. */
function changeBetween(zone: IANAZone, from: number, until: number): number {
  let early = from;
  let late = until;
  while (late - early > MINUTE_MS) {
    const middle = early + Math.floor((late - early) / 2 / MINUTE_MS) * MINUTE_MS;
    if (zone.offset(middle) === zone.offset(from)) early = middle;
    else late = middle;
  }
  return late;
}
