import { groupDigits } from './format-count.js';
import type { Locale } from './locale.js';

/** Cents of euro as "1 234,56 €" or "€1,234.56". @throws RangeError when not a whole number of cents */
export function formatMoney(cents: number, locale: Locale): string {
  const sign = cents < 0 ? '-' : '';
  return locale === 'fr' ? `${sign}${absolute(cents, 'fr')}\u00a0€` : `${sign}€${absolute(cents, 'en')}`;
}

/** The same without the currency, for the columns of a table: "1 234,56". */
export function formatAmount(cents: number, locale: Locale): string {
  return cents < 0 ? `-${absolute(cents, locale)}` : absolute(cents, locale);
}

function absolute(cents: number, locale: Locale): string {
  if (!Number.isSafeInteger(cents)) throw new RangeError(`Not a whole number of cents: ${cents}`);
  const digits = String(Math.abs(cents)).padStart(3, '0');
  return groupDigits(digits.slice(0, -2), locale) + (locale === 'fr' ? ',' : '.') + digits.slice(-2);
}
