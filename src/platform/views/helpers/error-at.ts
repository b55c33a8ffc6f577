import type { HelperOptions } from 'handlebars';
import { scopeOf } from './scope.js';

/** `{{#with (error-at name)}}`: the message at a field of the form that came back, if any. */
export function errorAtHelper(name: string, options: HelperOptions): string | undefined {
  return scopeOf(options).chrome.form?.errors[name];
}
