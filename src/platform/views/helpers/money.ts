import type { HelperOptions } from 'handlebars';
import { formatMoney } from '../../i18n/index.js';
import { BadViewValue, scopeOf } from './scope.js';

/** `{{money account.balance}}`: cents as "1 234,56 €", "€1,234.56". */
export function moneyHelper(cents: unknown, options: HelperOptions): string {
  if (!Number.isSafeInteger(cents)) throw new BadViewValue('money', cents, 'a whole number of cents');
  return formatMoney(cents as number, scopeOf(options).locale);
}
