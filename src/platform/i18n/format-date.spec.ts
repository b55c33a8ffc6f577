import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { formatDay, formatInstant, formatInstantDay, formatTime } from './format-date.js';
import type { Locale } from './locale.js';

const INTL: Record<Locale, string> = { fr: 'fr-FR', en: 'en-GB' };
const ZONES = [
  'Europe/Paris',
  'Indian/Reunion',
  'America/Cayenne',
  'Pacific/Noumea',
  'America/Miquelon',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'UTC',
];
const HOUR_MS = 3_600_000;

const locale = fc.constantFrom<Locale>('fr', 'en');
const anyInstant = fc.date({
  min: new Date('1980-01-01T00:00:00Z'),
  max: new Date('2037-12-31T00:00:00Z'),
  noInvalidDate: true,
});
/** Within two hours of a change of clocks in Paris: the last Sunday of March or October at 01:00 UTC. */
const nearAChange = fc
  .tuple(
    fc.integer({ min: 1997, max: 2036 }),
    fc.constantFrom(2, 9),
    fc.integer({ min: -2 * HOUR_MS, max: 2 * HOUR_MS }),
  )
  .map(([year, month, distance]) => {
    const lastDay = new Date(Date.UTC(year, month + 1, 0));
    return new Date(Date.UTC(year, month, lastDay.getUTCDate() - lastDay.getUTCDay(), 1) + distance);
  });

function intl(of: Locale, timeZone: string, options: Intl.DateTimeFormatOptions) {
  return new Intl.DateTimeFormat(INTL[of], { timeZone, ...options });
}

const DAY: Intl.DateTimeFormatOptions = { day: '2-digit', month: '2-digit', year: 'numeric' };
const TIME: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' };

describe('instants', () => {
  it('fall on the day and hour Intl says, in every zone', () => {
    fc.assert(
      fc.property(anyInstant, fc.constantFrom(...ZONES), locale, (instant, zone, of) => {
        expect(formatInstantDay(instant, zone, of)).toBe(intl(of, zone, DAY).format(instant));
        expect(formatTime(instant, zone)).toBe(intl(of, zone, TIME).format(instant));
        expect(formatInstant(instant, zone, of)).toBe(intl(of, zone, { ...DAY, ...TIME }).format(instant));
      }),
      { numRuns: 400 },
    );
  });

  it('are right to the minute around a change of clocks', () => {
    fc.assert(
      fc.property(nearAChange, (instant) => {
        expect(formatInstant(instant, 'Europe/Paris', 'fr')).toBe(
          intl('fr', 'Europe/Paris', { ...DAY, ...TIME }).format(instant),
        );
      }),
      { numRuns: 400 },
    );
  });

  it('show the hour that comes twice, twice', () => {
    expect(formatInstant(new Date('2025-10-26T00:30:00Z'), 'Europe/Paris', 'fr')).toBe('26/10/2025 02:30');
    expect(formatInstant(new Date('2025-10-26T01:30:00Z'), 'Europe/Paris', 'fr')).toBe('26/10/2025 02:30');
  });

  it('are said in words', () => {
    const instant = new Date('2025-11-14T19:03:00Z');
    expect(formatInstant(instant, 'Europe/Paris', 'fr', 'long')).toBe('14 novembre 2025 à 20:03');
    expect(formatInstant(instant, 'Europe/Paris', 'en', 'long')).toBe('14 November 2025 at 20:03');
  });

  it('refuse an invalid date and an unknown zone', () => {
    expect(() => formatInstant(new Date(Number.NaN), 'Europe/Paris', 'fr')).toThrow(RangeError);
    expect(() => formatTime(new Date(0), 'Europe/Nancy')).toThrow(RangeError);
    expect(() => formatTime(new Date(8.64e15), 'UTC')).toThrow(RangeError);
  });
});

describe('days', () => {
  it('are written as Intl writes them, but for the French first of the month', () => {
    fc.assert(
      fc.property(anyInstant, locale, (instant, of) => {
        const day = instant.toISOString().slice(0, 10);
        expect(formatDay(day, of)).toBe(intl(of, 'UTC', DAY).format(instant));
        expect(formatDay(day, of, 'month')).toBe(intl(of, 'UTC', { month: 'long', year: 'numeric' }).format(instant));
        const long = intl(of, 'UTC', { dateStyle: 'long' }).format(instant);
        expect(formatDay(day, of, 'long')).toBe(of === 'fr' ? long.replace(/^1 /, '1er ') : long);
      }),
    );
  });

  it('exist exactly when the calendar has them', () => {
    const two = (figure: number) => String(figure).padStart(2, '0');
    fc.assert(
      fc.property(
        fc.integer({ min: 1000, max: 9999 }),
        fc.integer({ min: 0, max: 14 }),
        fc.integer({ min: 0, max: 33 }),
        (year, month, date) => {
          const day = `${year}-${two(month)}-${two(date)}`;
          const inCalendar = new Date(Date.UTC(year, month - 1, date)).toISOString().startsWith(day);
          if (inCalendar) expect(formatDay(day, 'fr')).toBe(`${two(date)}/${two(month)}/${year}`);
          else expect(() => formatDay(day, 'fr')).toThrow(RangeError);
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it.each([
    '2025-02-30',
    '2025-02-29',
    '2025-13-01',
    '2025-1-1',
    '08/10/2025',
    '',
    '2025-10-08T00:00:00Z',
    '0000-00-00',
  ])('refuse %p', (day) => {
    expect(() => formatDay(day, 'fr')).toThrow(RangeError);
  });
});
