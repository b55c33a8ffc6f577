import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { formatBytes } from './format-bytes.js';
import { formatCount } from './format-count.js';
import type { Locale } from './locale.js';

describe('counts', () => {
  it('are written as Intl writes them', () => {
    const numbers = fc.oneof(fc.maxSafeInteger(), fc.double({ min: -1e9, max: 1e9, noNaN: true }));
    fc.assert(
      fc.property(numbers, fc.constantFrom<Locale>('fr', 'en'), (value, of) => {
        const intl = new Intl.NumberFormat(of === 'fr' ? 'fr-FR' : 'en-GB').format(value);
        return formatCount(value, of) === intl || (Object.is(value, -0) && formatCount(value, of) === '0');
      }),
    );
  });

  it('refuse what is no number', () => {
    expect(() => formatCount(Number.NaN, 'fr')).toThrow(RangeError);
  });
});

describe('sizes of files', () => {
  it.each([
    [0, '0\u00a0o'],
    [812, '812\u00a0o'],
    [999.6, '1\u00a0Ko'],
    [1_000, '1\u00a0Ko'],
    [1_249, '1,2\u00a0Ko'],
    [98_100, '98\u00a0Ko'],
    [999_499, '999\u00a0Ko'],
    [999_500, '1\u00a0Mo'],
    [3_240_000, '3,2\u00a0Mo'],
    [1_200_000_000, '1,2\u00a0Go'],
    [5e15, '5000\u00a0To'],
  ])('%d bytes read %p', (bytes, written) => {
    expect(formatBytes(bytes, 'fr')).toBe(written);
  });

  it('are said in bytes to the English', () => {
    expect(formatBytes(3_240_000, 'en')).toBe('3.2\u00a0MB');
  });

  it.each([-1, Number.NaN])('refuse %p', (bytes) => {
    expect(() => formatBytes(bytes, 'fr')).toThrow(RangeError);
  });
});
