import type { HelperOptions } from 'handlebars';
import type { Locale } from '../../i18n/index.js';
import type { Chrome, TenantChrome } from '../chrome.js';
import type { Palette } from '../theme/palette.js';

/** What every helper can read beside its arguments: the `@` variables of a template. */
export interface RenderScope {
  chrome: Chrome;
  locale: Locale;
  timeZone: string;
  /** The tenant's colours, or ours. */
  palette: Palette;
  /** `chrome.tenant`, or nothing in it: `{{#if @tenant.logoUrl}}`. */
  tenant: Partial<TenantChrome>;
}

export function scopeOf(options: HelperOptions): RenderScope {
  return options.data as RenderScope;
}

/** A helper was given what it cannot write. Fails in development and test; production shows "—". */
export class BadViewValue extends Error {
  constructor(helper: string, value: unknown, expected: string) {
    super(`{{${helper}}} was given ${describe(value)}; ${expected} is expected`);
  }
}

function describe(value: unknown): string {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'an invalid date' : `the instant ${value.toISOString()}`;
  return typeof value === 'object' && value !== null ? 'an object' : `${typeof value} ${JSON.stringify(value) ?? 'undefined'}`;
}
