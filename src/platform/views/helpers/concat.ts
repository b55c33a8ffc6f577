import { BadViewValue } from './scope.js';

/** `href=(concat "/extranet/documents/" binder.id)`: texts and numbers put together. */
export function concatHelper(...given: unknown[]): string {
  return given
    .slice(0, -1)
    .map((part) => {
      if (typeof part !== 'string' && typeof part !== 'number') throw new BadViewValue('concat', part, 'a text or a number');
      return part;
    })
    .join('');
}
