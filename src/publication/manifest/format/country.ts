import type { Lexical } from '../lexical.js';

const regions = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
const ALPHA_2 = /^[A-Z]{2}$/;

/** ISO 3166 alpha-2. */
export const country: Lexical<string> = {
  parse: (raw) => (ALPHA_2.test(raw) && regions.of(raw) !== undefined ? raw : undefined),
  write: (value) => value,
};
