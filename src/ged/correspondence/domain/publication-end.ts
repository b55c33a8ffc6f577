import { DateTime } from 'luxon';

/**
 * Last day on which a document is visible: that many months after the day of processing, the end of a shorter month standing for the
 * day it lacks; null when it is published for ever. Days are `YYYY-MM-DD`.
 */
export function publicationEnd(processedOn: string, months: number | null): string | null {
  return months === null ? null : DateTime.fromISO(processedOn, { zone: 'utc' }).plus({ months }).toISODate();
}
