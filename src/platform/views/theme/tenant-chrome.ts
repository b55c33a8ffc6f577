import type { TenantChrome } from '../chrome.js';
import { FALLBACK_COLOUR, paletteOf } from './palette.js';
import { themeHref } from './stylesheet.js';

export type TenantLook = Omit<TenantChrome, 'palette' | 'themeHref'>;

/** What pages, papers and emails wear of a tenant. */
export function tenantChrome(look: TenantLook): TenantChrome {
  const colour = /^#[0-9a-f]{6}$/i.test(look.colour) ? look.colour : FALLBACK_COLOUR;
  return { ...look, colour, palette: paletteOf(colour), themeHref: themeHref(colour) };
}
