export { paletteOf, type Palette } from './palette.js';
export { themeHref, themeStylesheet, type ThemeStylesheet } from './stylesheet.js';
export { tenantChrome, type TenantLook } from './tenant-chrome.js';
