import type { HelperDelegate } from 'handlebars';
import { MissingSentence } from '../../i18n/index.js';
import { BadViewValue } from './scope.js';

/** A reader of the product in use gets a dash where a developer gets an error; other errors stay errors. */
export function orDash(helper: HelperDelegate): HelperDelegate {
  return function (this: unknown, ...given: unknown[]) {
    try {
      return (helper as (...all: unknown[]) => unknown).apply(this, given);
    } catch (error) {
      if (error instanceof BadViewValue || error instanceof MissingSentence) return '—';
      throw error;
    }
  };
}
