import type { Locale } from './locale.js';
import { zoneOffset } from './zone-offset.js';

/** `short`: 08/10/2025; `long`: 8 octobre 2025, 8 October 2025; `month`: octobre 2025. */
export type DateStyle = 'short' | 'long' | 'month';

const MONTHS: Record<Locale, string[]> = {
  fr: 'janvier février mars avril mai juin juillet août septembre octobre novembre décembre'.split(' '),
  en: 'January February March April May June July August September October November December'.split(' '),
};

/** A day, `YYYY-MM-DD`. @throws RangeError when there is no such day */
export function formatDay(day: string, locale: Locale, style: DateStyle = 'short'): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  if (!match || !exists(day)) throw new RangeError(`Not a day: ${day}`);
  const [, year = '', month = '', date = ''] = match;
  return write(year, month, date, locale, style);
}

/** The day on which an instant falls in the zone. @throws RangeError on an invalid date */
export function formatInstantDay(instant: Date, timeZone: string, locale: Locale, style: DateStyle = 'short'): string {
  const wall = wallClock(instant, timeZone);
  return write(wall.slice(0, 4), wall.slice(5, 7), wall.slice(8, 10), locale, style);
}

/** 14/11/2025 20:03; in `long`: 14 novembre 2025 à 20:03. */
export function formatInstant(
  instant: Date,
  timeZone: string,
  locale: Locale,
  style: 'short' | 'long' = 'short',
): string {
  const day = formatInstantDay(instant, timeZone, locale, style);
  return day + BETWEEN[style][locale] + formatTime(instant, timeZone);
}

const BETWEEN = { short: { fr: ' ', en: ', ' }, long: { fr: ' à ', en: ' at ' } };

/** 20:03 */
export function formatTime(instant: Date, timeZone: string): string {
  return wallClock(instant, timeZone).slice(11, 16);
}

function wallClock(instant: Date, timeZone: string): string {
  const epoch = instant.getTime();
  if (Number.isNaN(epoch)) throw new RangeError('Not an instant');
  const wall = new Date(epoch + zoneOffset(epoch, timeZone)).toISOString();
  if (wall.length !== 24) throw new RangeError(`Year out of reach: ${wall}`);
  return wall;
}

function write(year: string, month: string, date: string, locale: Locale, style: DateStyle): string {
  if (style === 'short') return `${date}/${month}/${year}`;
  const name = MONTHS[locale][Number(month) - 1] ?? '';
  if (style === 'month') return `${name} ${year}`;
  return `${dayOfMonth(Number(date), locale)} ${name} ${year}`;
}

/** French says "1er mars", which Intl does not know. */
function dayOfMonth(date: number, locale: Locale): string {
  return date === 1 && locale === 'fr' ? '1er' : String(date);
}

function exists(day: string): boolean {
  const parsed = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(day);
}
