import type { Locale, Tenant } from '../../platform/tenancy/index.js';
import { paletteOf } from '../../platform/views/index.js';
import { shortNameOf } from '../domain/initials.js';

const SHORT_NAME_AT_MOST = 12;

/** The residents' space as a phone installs it [ADM-85]. */
export function webManifest(tenant: Pick<Tenant, 'name' | 'colour'>, locale: Locale) {
  const { brand } = paletteOf(tenant.colour);
  return {
    name: tenant.name,
    short_name: shortNameOf(tenant.name, SHORT_NAME_AT_MOST),
    id: '/extranet',
    start_url: '/extranet',
    scope: '/',
    display: 'standalone',
    lang: locale,
    theme_color: brand,
    background_color: '#f8f6f2',
    icons: [{ src: '/icone.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'any' }],
  };
}
