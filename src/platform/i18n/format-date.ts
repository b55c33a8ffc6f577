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
  if (!DAY.test(day) || !exists(day)) throw new RangeError(`Not a day: ${day}`);
  return write(day, locale, style);
}

/** The day on which an instant falls in the zone. @throws RangeError on an invalid date */
export function formatInstantDay(instant: Date, timeZone: string, locale: Locale, style: DateStyle = 'short'): string {
  return write(wallClock(instant, timeZone), locale, style);
}

/** 14/11/2025 20:03; in `long`: 14 novembre 2025 à 20:03. */
export function formatInstant(
  instant: Date,
  timeZone: string,
  locale: Locale,
  style: 'short' | 'long' = 'short',
): string {
  const wall = wallClock(instant, timeZone);
  return write(wall, locale, style) + BETWEEN[style][locale] + wall.slice(11, 16);
}

/** 20:03 */
export function formatTime(instant: Date, timeZone: string): string {
  return wallClock(instant, timeZone).slice(11, 16);
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const BETWEEN = { short: { fr: ' ', en: ', ' }, long: { fr: ' à ', en: ' at ' } };
const LONGEST_YEAR = 4;

/** What a clock of the zone shows: 2025-11-14T20:03:00.000Z, read without its Z. */
function wallClock(instant: Date, timeZone: string): string {
  const epoch = instant.getTime();
  if (Number.isNaN(epoch)) throw new RangeError('Not an instant');
  const wall = new Date(epoch + zoneOffset(epoch, timeZone)).toISOString();
  if (wall.indexOf('-') !== LONGEST_YEAR) throw new RangeError(`Year out of reach: ${wall}`);
  return wall;
}

/** `iso` begins with YYYY-MM-DD. */
function write(iso: string, locale: Locale, style: DateStyle): string {
  const year = iso.slice(0, 4);
  if (style === 'short') return `${iso.slice(8, 10)}/${iso.slice(5, 7)}/${year}`;
  const name = MONTHS[locale][Number(iso.slice(5, 7)) - 1] ?? '';
  if (style === 'month') return `${name} ${year}`;
  return `${dayOfMonth(Number(iso.slice(8, 10)), locale)} ${name} ${year}`;
}

/** French says "1er mars", which Intl does not know. */
function dayOfMonth(date: number, locale: Locale): string {
  return date === 1 && locale === 'fr' ? '1er' : String(date);
}

const LONG_MONTHS = new Set([1, 3, 5, 7, 8, 10, 12]);

function exists(day: string): boolean {
  const [year, month, date] = [Number(day.slice(0, 4)), Number(day.slice(5, 7)), Number(day.slice(8, 10))];
  return month >= 1 && month <= 12 && date >= 1 && date <= lengthOf(month, year);
}

function lengthOf(month: number, year: number): number {
  if (month !== 2) return LONG_MONTHS.has(month) ? 31 : 30;
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
}
