import type { HelperOptions } from 'handlebars';
import { scopeOf } from './scope.js';

/** `{{#if (ticked name "on" checked)}}`: whether a single box is ticked, as typed if the form came back, else as given. */
export function tickedHelper(name: string, on: string, checked: unknown, options: HelperOptions): boolean {
  const { form } = scopeOf(options).chrome;
  if (!form) return checked === true;
  const typed = form.values[name];
  return Array.isArray(typed) ? typed.includes(on) : typed === on || typed === 'true';
}
