import type { HelperOptions } from 'handlebars';
import { formatTime } from '../../i18n/index.js';
import { BadViewValue, scopeOf } from './scope.js';

/** `{{time run.startedAt}}` 20:03, in the tenant's zone. */
export function timeHelper(value: unknown, options: HelperOptions): string {
  if (!(value instanceof Date) || Number.isNaN(value.getTime())) throw new BadViewValue('time', value, 'an instant');
  return formatTime(value, scopeOf(options).timeZone);
}
