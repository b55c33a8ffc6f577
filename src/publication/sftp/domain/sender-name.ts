/** What a sender signs in as: `saurupt.LSC-NANCY`. */
export interface SenderName {
  /** Label of the tenant, or one of its aliases, in lower case. */
  domain: string;
  /** Code of the source, in upper case. */
  source: string;
}

const DOMAIN = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i;
const SOURCE = /^[A-Z0-9-]{1,20}$/i;

/** Case does not count on either side. null: nobody can be called that. */
export function parseSenderName(user: string): SenderName | null {
  const [domain = '', source = '', more] = user.split('.');
  if (more !== undefined || !DOMAIN.test(domain) || !SOURCE.test(source)) return null;
  return { domain: domain.toLowerCase(), source: source.toUpperCase() };
}
