import { isIP } from 'node:net';

/**
 * What a Host header names: the operator's apex, the label of a tenant, the machine itself as probes and proxies call it (`house`), or
 * nothing of ours.
 */
export type Site = { kind: 'apex' } | { kind: 'tenant'; label: string } | { kind: 'house' } | { kind: 'other' };

/** Port, letter case and a final dot do not count; only one label before the base domain is a tenant. */
export function siteOf(host: string | undefined, baseDomain: string): Site {
  const name = (host ?? '').toLowerCase().replace(/:\d+$/, '').replace(/\.$/, '');
  if (name === baseDomain) return { kind: 'apex' };
  const suffix = `.${baseDomain}`;
  if (!name.endsWith(suffix)) return { kind: isOfTheHouse(name) ? 'house' : 'other' };
  const label = name.slice(0, -suffix.length);
  return /^[a-z0-9-]{3,40}$/.test(label) ? { kind: 'tenant', label } : { kind: 'other' };
}

/** No name at all, an address, or a name without a dot (`localhost`, `web`): none is a name of the internet. */
function isOfTheHouse(name: string): boolean {
  return name === '' || isIP(name.replace(/^\[(.*)\]$/, '$1')) !== 0 || /^[a-z0-9_-]+$/.test(name);
}
