export { type Site, siteOf } from './site.js';
export type { BusinessLine, Locale, Tenant } from './tenant.js';
export { TenantDirectory } from './tenant-directory.js';
export { TenancyModule } from './tenancy.module.js';
