import { provisionBinders } from '../../ged/index.js';
import type { ProvisioningPart } from '../../tenants/index.js';

/** The default binders of each line [GED-06]. */
export const bindersPart: ProvisioningPart = {
  name: 'binders',
  followLines: (tenant, { query }) => provisionBinders(query, tenant.lines),
};
