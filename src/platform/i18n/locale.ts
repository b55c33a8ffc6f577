import type { Locale } from '../tenancy/tenant.js';

export type { Locale };

/** French first: it is also what is shown when nothing else is known. */
export const LOCALES: readonly Locale[] = ['fr', 'en'];

export const DEFAULT_LOCALE: Locale = 'fr';

export function isLocale(value: unknown): value is Locale {
  return LOCALES.some((locale) => locale === value);
}
