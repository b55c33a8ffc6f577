/** Days are 'YYYY-MM-DD', whose alphabetical order is that of time. */
interface Period {
  start: string;
  end: string;
}

/** True when both days are known and the first comes before the second. */
export const isBefore = (day: string | null, other: string | null): boolean =>
  day !== null && other !== null && day < other;

/** True when `end` falls on or after the day `months` after `start`: a period counts its last day. */
export function passesMonths(start: string, end: string, months: number): boolean {
  const [year, month, day] = start.split('-').map(Number) as [number, number, number];
  const last = new Date(Date.UTC(year, month - 1 + months, day));
  return end > last.toISOString().slice(0, 10);
}

/** Two periods that share a day, if there are any. */
export function overlapOf<T extends Period>(periods: readonly T[]): [T, T] | undefined {
  const sorted = periods.toSorted((a, b) => (a.start < b.start ? -1 : 1));
  let former: T | undefined;
  for (const next of sorted) {
    if (former && next.start <= former.end) return [former, next];
    former = next;
  }
  return undefined;
}
