/** What a Host header names: the operator's apex, the label of a tenant, or nothing of ours. */
export type Site = { kind: 'apex' } | { kind: 'tenant'; label: string } | { kind: 'other' };

/** Port, letter case and a final dot do not count; only one label before the base domain is a tenant. */
export function siteOf(host: string | undefined, baseDomain: string): Site {
  const name = (host ?? '').toLowerCase().replace(/:\d+$/, '').replace(/\.$/, '');
  if (name === baseDomain) return { kind: 'apex' };
  const suffix = `.${baseDomain}`;
  if (!name.endsWith(suffix)) return { kind: 'other' };
  const label = name.slice(0, -suffix.length);
  return /^[a-z0-9-]{3,40}$/.test(label) ? { kind: 'tenant', label } : { kind: 'other' };
}
