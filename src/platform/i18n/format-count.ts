import type { Locale } from './locale.js';

const GROUP: Record<Locale, string> = { fr: '\u202f', en: ',' };

const decimals: Record<Locale, Intl.NumberFormat> = {
  fr: new Intl.NumberFormat('fr-FR', { maximumFractionDigits: 3 }),
  en: new Intl.NumberFormat('en-GB', { maximumFractionDigits: 3 }),
};

/** A number as the language writes it: "12 480" (narrow no-break space), "12,480"; at most three decimals. @throws RangeError */
export function formatCount(value: number, locale: Locale): string {
  if (!Number.isFinite(value)) throw new RangeError(`Not a number that can be written: ${value}`);
  if (!Number.isSafeInteger(value)) return decimals[locale].format(value);
  return value < 0 ? `-${groupDigits(String(-value), locale)}` : groupDigits(String(value), locale);
}

/** "1234567" → "1 234 567"; digits only. */
export function groupDigits(digits: string, locale: Locale): string {
  if (digits.length <= 3) return digits;
  const separator = GROUP[locale];
  let end = digits.length % 3 || 3;
  let grouped = digits.slice(0, end);
  for (; end < digits.length; end += 3) grouped += separator + digits.slice(end, end + 3);
  return grouped;
}
