import type { HelperOptions } from 'handlebars';
import { formatBytes } from '../../i18n/index.js';
import { BadViewValue, scopeOf } from './scope.js';

/** `{{bytes document.size}}` "1,2 Mo". */
export function bytesHelper(size: unknown, options: HelperOptions): string {
  if (typeof size !== 'number' || !Number.isFinite(size) || size < 0) throw new BadViewValue('bytes', size, 'a size in bytes');
  return formatBytes(size, scopeOf(options).locale);
}
