import type { HelperOptions } from 'handlebars';
import { formatAmount } from '../../i18n/index.js';
import { BadViewValue, scopeOf } from './scope.js';

/** `{{amount entry.debit}}`: cents as "1 234,56", for a column whose heading says the currency. */
export function amountHelper(cents: unknown, options: HelperOptions): string {
  if (!Number.isSafeInteger(cents)) throw new BadViewValue('amount', cents, 'a whole number of cents');
  return formatAmount(cents as number, scopeOf(options).locale);
}
