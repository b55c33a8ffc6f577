import fc from 'fast-check';
import { DateTime } from 'luxon';
import { nextOccurrences, occurrencesBetween, type Slot, weigh } from './occurrences.js';
import { instantOf } from './wall-clock.js';

const PARIS = 'Europe/Paris';
const zone = fc.constantFrom(
  PARIS,
  'UTC',
  'America/Martinique',
  'Indian/Reunion',
  'America/New_York',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Asia/Kathmandu',
);
const hour = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'));
const day = fc
  .date({ min: new Date('2010-01-01'), max: new Date('2035-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const slots = fc.uniqueArray(fc.record({ weekday: fc.integer({ min: 1, max: 7 }), hour }), {
  minLength: 1,
  selector: ({ weekday }) => weekday,
});
const moment = fc.date({ min: new Date('2012-01-01'), max: new Date('2035-01-01'), noInvalidDate: true });

const shown = (instant: Date, timeZone: string) =>
  DateTime.fromJSDate(instant, { zone: timeZone }).toFormat("yyyy-MM-dd'T'HH:mm");
const utc = (instants: Date[]) => instants.map((instant) => instant.toISOString().slice(0, 16));

describe('the hour of a slot', () => {
  it.each([
    ['2025-11-14', '20:00', '2025-11-14T19:00'],
    ['2025-07-14', '20:00', '2025-07-14T18:00'],
    ['2026-03-29', '02:30', '2026-03-29T01:00'],
    ['2026-03-29', '03:00', '2026-03-29T01:00'],
    ['2025-10-26', '02:30', '2025-10-26T00:30'],
    ['2024-02-29', '23:59', '2024-02-29T22:59'],
  ])('of %s at %s in Paris is %s UTC: skipped, at the next minute; repeated, once [PUB-20]', (on, at, expected) => {
    expect(utc([instantOf(on, at, PARIS)])).toEqual([expected]);
  });

  it('is when the clock first shows it, or what follows it in a gap, whatever the zone [PUB-20]', () => {
    fc.assert(
      fc.property(day, hour, zone, (on, at, timeZone) => {
        const wanted = `${on}T${at}`;
        const instant = instantOf(on, at, timeZone);
        expect(shown(instant, timeZone) >= wanted).toBe(true);
        expect(shown(new Date(instant.getTime() - 60_000), timeZone) < wanted).toBe(true);
        for (const minutes of [30, 60]) {
          const earlier = shown(new Date(instant.getTime() - minutes * 60_000), timeZone);
          expect(earlier === wanted).toBe(false);
        }
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('the runs of a schedule', () => {
  const week: Slot[] = [
    { weekday: 1, hour: '20:00' },
    { weekday: 4, hour: '20:00' },
  ];

  it('come at the days and hours set [PUB-18] [PUB-19]', () => {
    const friday = new Date('2025-11-14T19:05:00Z');
    expect(utc(nextOccurrences(week, friday, PARIS, 3))).toEqual([
      '2025-11-17T19:00',
      '2025-11-20T19:00',
      '2025-11-24T19:00',
    ]);
    expect(nextOccurrences([], friday, PARIS, 3)).toEqual([]);
    const atTheMinute = new Date('2025-11-17T19:00:00Z');
    expect(utc(nextOccurrences(week, atTheMinute, PARIS, 1))).toEqual(['2025-11-20T19:00']);
  });

  it('are as many as asked, later and later, on the days that are set', () => {
    fc.assert(
      fc.property(slots, moment, fc.integer({ min: 1, max: 9 }), (set, after, count) => {
        const next = nextOccurrences(set, after, PARIS, count);
        expect(next).toHaveLength(count);
        next.reduce((former, at) => {
          expect(at > former).toBe(true);
          return at;
        }, after);
        const days = new Set(set.map(({ weekday }) => weekday));
        for (const at of next) expect(days.has(DateTime.fromJSDate(at, { zone: PARIS }).weekday)).toBe(true);
      }),
    );
  });

  it('are found again, each once, however the time is cut up', () => {
    fc.assert(
      fc.property(
        slots,
        zone,
        moment,
        fc.array(fc.integer({ min: 1, max: 5_000 }), { minLength: 1 }),
        (set, timeZone, start, steps) => {
          let from = start;
          const found: Date[] = [];
          for (const minutes of steps) {
            const until = new Date(from.getTime() + minutes * 60_000);
            found.push(...occurrencesBetween(set, from, until, timeZone));
            from = until;
          }
          const total = nextOccurrences(set, start, timeZone, 200).filter((at) => at <= from);
          expect(found.slice(0, 200)).toEqual(total.slice(0, found.length));
        },
      ),
      { numRuns: 60 },
    );
  });

  it('start late by less than six hours, else were missed; only the last starts [PUB-21]', () => {
    const at = (text: string) => new Date(text);
    const monday = at('2025-11-17T19:00:00Z');
    const thursday = at('2025-11-20T19:00:00Z');
    expect(weigh([], thursday)).toEqual({ run: null, missed: [] });
    expect(weigh([monday, thursday], thursday)).toEqual({ run: thursday, missed: [monday] });
    expect(weigh([thursday], at('2025-11-21T00:59:59Z'))).toEqual({ run: thursday, missed: [] });
    expect(weigh([thursday], at('2025-11-21T01:00:00Z'))).toEqual({ run: null, missed: [thursday] });
  });

  it('of a year of absence are those of the last weeks', () => {
    const missed = occurrencesBetween(week, new Date('2024-11-01T00:00:00Z'), new Date('2025-11-01T00:00:00Z'), PARIS);
    expect(missed.length).toBeGreaterThanOrEqual(10);
    expect(missed.length).toBeLessThan(24);
  });
});
