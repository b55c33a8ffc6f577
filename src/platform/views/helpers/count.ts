import type { HelperOptions } from 'handlebars';
import { formatCount } from '../../i18n/index.js';
import { BadViewValue, scopeOf } from './scope.js';

/** `{{count binder.documents}}` "12 480". With words: `{{t "ged:documents" count=binder.documents}}`. */
export function countHelper(value: unknown, options: HelperOptions): string {
  if (typeof value !== 'number' || !Number.isFinite(value)) throw new BadViewValue('count', value, 'a number');
  return formatCount(value, scopeOf(options).locale);
}
