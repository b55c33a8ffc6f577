export type { BusinessLine, Locale, Tenant } from './tenant.js';
