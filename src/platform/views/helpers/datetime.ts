import type { HelperOptions } from 'handlebars';
import { formatInstant } from '../../i18n/index.js';
import { BadViewValue, scopeOf } from './scope.js';

/** `{{datetime run.startedAt}}` 14/11/2025 20:03, `{{datetime at style="long"}}` 14 novembre 2025 à 20:03, in the tenant's zone. */
export function datetimeHelper(value: unknown, options: HelperOptions): string {
  const { locale, timeZone } = scopeOf(options);
  const style: unknown = options.hash.style ?? 'short';
  if (style !== 'short' && style !== 'long') throw new BadViewValue('datetime', style, 'style short or long');
  if (!(value instanceof Date) || Number.isNaN(value.getTime())) throw new BadViewValue('datetime', value, 'an instant');
  return formatInstant(value, timeZone, locale, style);
}
