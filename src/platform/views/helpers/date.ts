import type { HelperOptions } from 'handlebars';
import { formatDay, formatInstantDay, type DateStyle } from '../../i18n/index.js';
import { BadViewValue, scopeOf } from './scope.js';

const STYLES: readonly unknown[] = ['short', 'long', 'month'] satisfies DateStyle[];

/** `{{date entry.date}}` 08/10/2025, `{{date day style="long"}}` 8 octobre 2025; a `YYYY-MM-DD` day or an instant. */
export function dateHelper(value: unknown, options: HelperOptions): string {
  const style: unknown = options.hash.style ?? 'short';
  if (!STYLES.includes(style)) throw new BadViewValue('date', style, 'style short, long or month');
  const { locale, timeZone } = scopeOf(options);
  try {
    if (typeof value === 'string') return formatDay(value, locale, style as DateStyle);
    if (value instanceof Date) return formatInstantDay(value, timeZone, locale, style as DateStyle);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  throw new BadViewValue('date', value, 'a day YYYY-MM-DD or an instant');
}
