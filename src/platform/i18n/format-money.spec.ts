import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { formatAmount, formatMoney } from './format-money.js';
import type { Locale } from './locale.js';

const INTL: Record<Locale, string> = { fr: 'fr-FR', en: 'en-GB' };
const LARGEST = 10 ** 13;

const cents = fc.oneof(fc.integer({ min: -LARGEST, max: LARGEST }), fc.integer({ min: -200_000, max: 200_000 }));
const locale = fc.constantFrom<Locale>('fr', 'en');

function currency(of: Locale) {
  return new Intl.NumberFormat(INTL[of], { style: 'currency', currency: 'EUR' });
}

function twoDecimals(of: Locale) {
  return new Intl.NumberFormat(INTL[of], { minimumFractionDigits: 2, maximumFractionDigits: 2 });
}

describe('money', () => {
  it('is written as Intl writes it, negative amounts included', () => {
    fc.assert(
      fc.property(cents, locale, (value, of) => formatMoney(value, of) === currency(of).format((value || 0) / 100)),
    );
  });

  it('is written without its currency as Intl writes a number of two decimals', () => {
    fc.assert(
      fc.property(cents, locale, (value, of) => formatAmount(value, of) === twoDecimals(of).format((value || 0) / 100)),
    );
  });

  it('has narrow no-break spaces in French and never breaks before the euro', () => {
    expect(formatMoney(123_456, 'fr')).toBe('1\u202f234,56\u00a0€');
    expect(formatMoney(-6_563, 'fr')).toBe('-65,63\u00a0€');
    expect(formatMoney(123_456, 'en')).toBe('€1,234.56');
    expect(formatMoney(-5, 'en')).toBe('-€0.05');
  });

  it('writes minus zero as zero', () => {
    expect(formatAmount(-0, 'fr')).toBe('0,00');
    expect(formatMoney(-0, 'en')).toBe('€0.00');
  });

  it.each([0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])(
    'refuses %p, which is no whole number of cents',
    (value) => {
      expect(() => formatMoney(value, 'fr')).toThrow(RangeError);
      expect(() => formatAmount(value, 'fr')).toThrow(RangeError);
    },
  );
});
