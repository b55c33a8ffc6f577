import { DateTime } from 'luxon';

const HOUR = 8;
/** From the moment digests are prepared, Sunday noon in Paris, it reaches Monday in every zone, and no later Monday. */
const REACH_HOURS = 36;

/** When the digest being prepared leaves: Monday at 8 by the agency's clock. Prepared late, the Monday that has just begun its week. */
export function digestMoment(now: Date, timeZone: string): Date {
  const monday = DateTime.fromJSDate(now, { zone: timeZone }).plus({ hours: REACH_HOURS }).startOf('week');
  return monday.set({ hour: HOUR }).toJSDate();
}
