import fc from 'fast-check';
import {
  bool,
  cents,
  date,
  dateTime,
  decimal2,
  degrees,
  int,
  oneOf,
  path,
  pubDate,
  ref,
  refList,
  setOf,
  sha256,
  shortRef,
  text,
  type Lexical,
} from './lexical.js';

const refused = <T>(type: Lexical<T>, raws: readonly string[]): string[] =>
  raws.filter((raw) => type.parse(raw) !== undefined);
const REF_CHARACTERS = [...'ABCxyz019._:/-'];

describe('lexical types of the manifest', () => {
  it('takes a reference of 1 to 64 allowed characters and nothing else', () => {
    const allowed = fc.string({ unit: fc.constantFrom(...REF_CHARACTERS), minLength: 1, maxLength: 64 });
    fc.assert(fc.property(allowed, (raw) => ref.parse(raw) === raw));
    expect(refused(ref, ['', 'A B', 'é', 'A,B', 'A'.repeat(65), 'A\n', ' A'])).toEqual([]);
    expect(refused(shortRef(20), ['A'.repeat(21), ''])).toEqual([]);
  });

  it('reads a list of references once each, separated by exactly one space', () => {
    expect(refList(3).parse('A B A')).toEqual(['A', 'B']);
    expect(refused(refList(3), ['', ' A', 'A  B', 'A B C D', 'A,B'])).toEqual([]);
  });

  it('trims text, gives it in normal form C and counts characters, not code units', () => {
    expect(text(10).parse('  e\u0301té ')).toBe('été');
    expect(text(3).parse('😀😀😀')).toBe('😀😀😀');
    expect(refused(text(3), ['', '   ', 'abcd', '😀😀😀😀', 'a\tb', 'a\u0085b', 'a\u007f'])).toEqual([]);
  });

  it('takes every text it gave', () => {
    const any = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(any, (raw) => {
        const parsed = text(60).parse(raw);
        return parsed === undefined || text(60).parse(text(60).write(parsed)) === parsed;
      }),
    );
  });

  it('splits a path at slashes and ignores the spaces around them', () => {
    expect(path(3).parse('Courriers /  Locataires')).toEqual(['Courriers', 'Locataires']);
    expect(path(2).write(['A', 'B'])).toBe('A / B');
    expect(refused(path(2), ['', '/', 'A/', 'A//B', 'A/B/C', `${'x'.repeat(61)}/B`])).toEqual([]);
  });

  it('takes every day that exists from 1900 to 2100', () => {
    const days = fc.date({ min: new Date('1900-01-01'), max: new Date('2100-12-31'), noInvalidDate: true });
    fc.assert(
      fc.property(days, (day) => {
        const raw = day.toISOString().slice(0, 10);
        return date.parse(raw) === raw;
      }),
    );
  });

  it('refuses every day that does not', () => {
    const digits = fc.tuple(fc.nat(2200), fc.nat(15), fc.nat(40));
    fc.assert(
      fc.property(digits, ([year, month, day]) => {
        const raw = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
        const time = Date.parse(raw);
        const exists =
          !Number.isNaN(time) && new Date(time).toISOString().startsWith(raw) && year >= 1900 && year <= 2100;
        return (date.parse(raw) !== undefined) === exists;
      }),
    );
    expect(
      refused(date, ['2025-2-01', '2025-02-30', '1900-02-29', '2025/02/01', '20250201', '0000-00-00', '2025-02-01Z']),
    ).toEqual([]);
  });

  it('takes 0000-00-00 as a publication date only', () => {
    expect(pubDate.parse('0000-00-00')).toBe('0000-00-00');
    expect(pubDate.parse('0000-00-01')).toBeUndefined();
  });

  it('reads an instant with its offset and writes it in universal time', () => {
    expect(dateTime.parse('2025-11-14T20:00:00+01:00')).toEqual(new Date('2025-11-14T19:00:00Z'));
    expect(dateTime.write(new Date('2025-11-14T19:00:00Z'))).toBe('2025-11-14T19:00:00Z');
    const wrong = [
      '2025-11-14T20:00:00',
      '2025-11-14 20:00:00Z',
      '2025-02-30T20:00:00Z',
      '2025-11-14T24:00:00Z',
      '2025-11-14T20:00:00.5Z',
    ];
    expect(refused(dateTime, wrong)).toEqual([]);
  });

  it('reads cents of up to 13 digits, and -0 as 0', () => {
    fc.assert(
      fc.property(fc.integer({ min: -9_999_999_999_999, max: 9_999_999_999_999 }), (value) =>
        Object.is(cents.parse(String(value)), value),
      ),
    );
    expect(Object.is(cents.parse('-0'), 0)).toBe(true);
    expect(refused(cents, ['', '+1', '1.0', '1 000', '1'.repeat(14), '1e3', '0x1', '12,50'])).toEqual([]);
  });

  it('keeps integers, areas and degrees in their bounds', () => {
    expect(int(1, 10).parse('10')).toBe(10);
    expect(refused(int(1, 10), ['0', '11', '-1', '1.0', ''])).toEqual([]);
    expect(decimal2.parse('64.20')).toBe(64.2);
    expect(refused(decimal2, ['-1', '1.234', '.5', '1.', '12345678'])).toEqual([]);
    expect(degrees(90).parse('-48.6921')).toBe(-48.6921);
    expect(refused(degrees(90), ['90.1', '1,5'])).toEqual([]);
  });

  it('reads the four booleans, and no property of an object', () => {
    expect(['true', 'false', '1', '0'].map((raw) => bool.parse(raw))).toEqual([true, false, true, false]);
    expect(refused(bool, ['TRUE', 'yes', '', 'constructor', 'toString'])).toEqual([]);
    expect(refused(oneOf('a', 'b'), ['c', '', 'constructor'])).toEqual([]);
  });

  it('reads a set of words in the order of their list, each once', () => {
    const lines = setOf(['gerance', 'syndic'], { min: 1 });
    expect(lines.parse('syndic gerance')).toEqual(['gerance', 'syndic']);
    expect(refused(lines, ['', 'syndic syndic', 'syndic  gerance', 'autre'])).toEqual([]);
    expect(setOf(['a'], { min: 0 }).parse('')).toEqual([]);
  });

  it('takes 64 lower-case hexadecimal digits as a digest', () => {
    expect(sha256.parse('0a'.repeat(32))).toBe('0a'.repeat(32));
    expect(refused(sha256, ['0A'.repeat(32), '0a'.repeat(31), 'zz'.repeat(32)])).toEqual([]);
  });
});
