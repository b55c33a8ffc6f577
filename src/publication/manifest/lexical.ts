/**
 * The lexical types of the format: a pure parser from what is written in an attribute (undefined: it is not of this type), and
 * the way back. Parsers normalise (NFC, trimming, digits of a phone number) and never guess.
 */
export interface Lexical<T> {
  parse(raw: string): T | undefined;
  write(value: T): string;
}

const CONTROL = /\p{Cc}/u;
/** Every text below U+0300 is in normal form C already. */
const MAY_NEED_NFC = /[\u0300-\uffff]/;
const REF = /^[A-Za-z0-9._:/-]{1,64}$/;
const CENTS = /^-?[0-9]{1,13}$/;
const INT = /^-?[0-9]{1,9}$/;
const DEC2 = /^[0-9]{1,7}(?:\.[0-9]{1,2})?$/;
const DEGREES = /^-?[0-9]{1,3}(?:\.[0-9]{1,12})?$/;
const SHA = /^[0-9a-f]{64}$/;
const INSTANT =
  /^([0-9]{4}-[0-9]{2}-[0-9]{2})T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:Z|[+-](?:0[0-9]|1[0-4]):[0-5][0-9])$/;
const DAYS_IN_MONTH = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** What `from` says of a document that must no longer be published. */
export const WITHDRAWN_DATE = '0000-00-00';

const asWritten = (value: string): string => value;
const fromPattern = (pattern: RegExp): Lexical<string> => ({
  parse: (raw) => (pattern.test(raw) ? raw : undefined),
  write: asWritten,
});

function codePoints(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

function parseText(raw: string, max: number): string | undefined {
  if (CONTROL.test(raw)) return undefined;
  let text = raw.trim();
  if (MAY_NEED_NFC.test(text)) text = text.normalize('NFC');
  if (text.length === 0) return undefined;
  return text.length <= max || codePoints(text) <= max ? text : undefined;
}

/** Text of 1 to `max` characters once trimmed, in normal form C, without control character. */
export const text = (max: number): Lexical<string> => ({ parse: (raw) => parseText(raw, max), write: asWritten });

/** 1 to `segments` texts of 60 characters at most, separated by `/`. */
export const path = (segments: number): Lexical<string[]> => ({
  parse(raw) {
    const parts = raw.split('/').map((part) => parseText(part, 60));
    return parts.length <= segments && parts.every((part) => part !== undefined) ? parts : undefined;
  },
  write: (value) => value.join(' / '),
});

export const pattern = (shape: RegExp): Lexical<string> => fromPattern(shape);
export const ref = fromPattern(REF);
export const shortRef = (max: number): Lexical<string> => ({
  parse: (raw) => (raw.length <= max && REF.test(raw) ? raw : undefined),
  write: asWritten,
});

/** References separated by one space, at most `max`; a repetition is read once. */
export const refList = (max: number): Lexical<string[]> => ({
  parse(raw) {
    const refs = raw.split(' ');
    return refs.length <= max && refs.every((item) => REF.test(item)) ? [...new Set(refs)] : undefined;
  },
  write: (value) => value.join(' '),
});

const digits = (raw: string, at: number, count: number): number => {
  let value = 0;
  for (let i = at; i < at + count; i += 1) {
    const digit = raw.charCodeAt(i) - 48;
    if (digit < 0 || digit > 9) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
};

function parseDay(raw: string): string | undefined {
  if (raw.length !== 10 || raw[4] !== '-' || raw[7] !== '-') return undefined;
  const year = digits(raw, 0, 4);
  const month = digits(raw, 5, 2);
  const day = digits(raw, 8, 2);
  if (!(year >= 1900 && year <= 2100 && month >= 1 && month <= 12 && day >= 1)) return undefined;
  if (month === 2 && day === 29 && (year % 4 !== 0 || (year % 100 === 0 && year % 400 !== 0))) return undefined;
  return day <= (DAYS_IN_MONTH[month - 1] ?? 0) ? raw : undefined;
}

/** A day that exists, from 1900-01-01 to 2100-12-31. */
export const date: Lexical<string> = { parse: parseDay, write: asWritten };
/** A day, or `0000-00-00`. */
export const pubDate: Lexical<string> = {
  parse: (raw) => (raw === WITHDRAWN_DATE ? raw : parseDay(raw)),
  write: asWritten,
};

/** An instant to the second, with its offset. */
export const dateTime: Lexical<Date> = {
  parse(raw) {
    const day = INSTANT.exec(raw)?.[1];
    return day !== undefined && parseDay(day) !== undefined ? new Date(raw) : undefined;
  },
  write: (value) => `${value.toISOString().slice(0, 19)}Z`,
};

const number = (shape: RegExp, min: number, max: number): Lexical<number> => ({
  parse(raw) {
    if (!shape.test(raw)) return undefined;
    const value = Number(raw) || 0; // "-0" is 0
    return value >= min && value <= max ? value : undefined;
  },
  write: String,
});
export const cents = number(CENTS, -Infinity, Infinity);
export const int = (min = -Infinity, max = Infinity): Lexical<number> => number(INT, min, max);
export const decimal2 = number(DEC2, 0, Infinity);
export const degrees = (max: number): Lexical<number> => number(DEGREES, -max, max);
export const sha256 = fromPattern(SHA);

const BOOLEANS = new Map([
  ['true', true],
  ['false', false],
  ['1', true],
  ['0', false],
]);
export const bool: Lexical<boolean> = { parse: (raw) => BOOLEANS.get(raw), write: String };

export const oneOf = <const T extends string>(...values: T[]): Lexical<T> => {
  const known = new Map<string, T>(values.map((value) => [value, value]));
  return { parse: (raw) => known.get(raw), write: asWritten };
};

/** Words of a closed list, each once, separated by one space, given back in the order of the list. */
export const setOf = <const T extends string>(values: readonly T[], { min }: { min: number }): Lexical<T[]> => ({
  parse(raw) {
    const words = raw === '' ? [] : raw.split(' ');
    const found = values.filter((value) => words.includes(value));
    return found.length === words.length && found.length >= min ? found : undefined;
  },
  write: (value) => value.join(' '),
});
