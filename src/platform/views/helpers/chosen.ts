import type { HelperOptions } from 'handlebars';
import { scopeOf } from './scope.js';

/**
 * `{{#if (chosen name option.value value)}}`: whether an option of a list, radio or box is the one typed, else the one given.
 * A form that came back without the name had nothing chosen.
 */
export function chosenHelper(name: string, option: unknown, value: unknown, options: HelperOptions): boolean {
  const { form } = scopeOf(options).chrome;
  const current = form ? form.values[name] : value;
  const wanted = Array.isArray(current) ? current : [current];
  return wanted.some((one) => one !== undefined && one !== null && String(one) === String(option));
}
