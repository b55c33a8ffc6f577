const DAY_MS = 86_400_000;
/** Day 0 of spreadsheets. */
const EPOCH = Date.UTC(1899, 11, 30);
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** A day as spreadsheets count them. @throws RangeError on what is no day */
export function serialDay(day: string): number {
  const at = DAY.test(day) ? Date.parse(`${day}T00:00:00Z`) : NaN;
  if (Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== day) throw new RangeError(`"${day}" is no day`);
  return (at - EPOCH) / DAY_MS;
}

/** `local`: the date and hour on the wall, `YYYY-MM-DDTHH:mm:ss`. */
export function serialInstant(local: string): number {
  return (Date.parse(`${local}Z`) - EPOCH) / DAY_MS;
}
