import type { Tenant } from '../../platform/tenancy/index.js';

/** Where `/` leads: the console at the apex, one's own side when signed in, else the door most visitors of that tenant look for. */
export function frontDoor(tenant: Pick<Tenant, 'features' | 'kind'> | null, viewer: 'nobody' | 'staff' | 'resident' | 'operator'): string {
  if (!tenant) return '/clients';
  if (viewer === 'staff') return tenant.kind === 'agency' ? '/agence' : '/bureau';
  if (viewer === 'resident') return '/extranet';
  return tenant.features.includes('extranet') ? '/extranet' : '/connexion';
}
