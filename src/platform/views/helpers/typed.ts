import type { HelperOptions } from 'handlebars';
import { scopeOf } from './scope.js';

/** `value="{{typed name value}}"`: what was typed if the form came back, else the value given; '' for none. */
export function typedHelper(name: string, value: unknown, options: HelperOptions): unknown {
  return scopeOf(options).chrome.form?.values[name] ?? value ?? '';
}
