import { contextIfAny, runInContext } from '../platform/context/index.js';
import type { Tenant } from '../platform/tenancy/index.js';

/** Runs as whoever acts now, on that tenant's rows: the operator at the apex, a command, a job made for several tenants. */
export function inTenant<T>(tenant: Tenant, work: () => T): T {
  return runInContext({ ...contextIfAny(), tenant }, work);
}
