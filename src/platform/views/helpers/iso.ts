import { BadViewValue } from './scope.js';

/** `<time datetime="{{iso entry.date}}">`: the machine's form of a day or an instant. */
export function isoHelper(value: unknown): string {
  if (value instanceof Date && !Number.isNaN(value.getTime())) return value.toISOString();
  if (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value)) return value;
  throw new BadViewValue('iso', value, 'a day YYYY-MM-DD or an instant');
}
