import { AsyncLocalStorage } from 'node:async_hooks';
import { NOBODY, type Viewer } from '../auth/viewer.js';
import type { Locale, Tenant } from '../tenancy/tenant.js';

/** What a request or a job carries everywhere with it. */
export interface Context {
  requestId: string;
  tenant: Tenant | null;
  viewer: Viewer;
  locale: Locale;
  /** Network address of who asks; null in a job. */
  address: string | null;
}

const storage = new AsyncLocalStorage<Context>();

export function runInContext<T>(given: Partial<Context>, work: () => T): T {
  return storage.run({ requestId: '', tenant: null, viewer: NOBODY, locale: 'fr', address: null, ...given }, work);
}

/** @throws outside a request or a job */
export function context(): Context {
  const current = storage.getStore();
  if (!current) throw new Error('No request or job is under way');
  return current;
}

export function contextIfAny(): Context | undefined {
  return storage.getStore();
}

/** @throws when the request or job is for no tenant */
export function currentTenant(): Tenant {
  const { tenant } = context();
  if (!tenant) throw new Error('No tenant is bound to this request or job');
  return tenant;
}
