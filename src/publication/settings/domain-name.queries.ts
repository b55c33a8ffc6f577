import { type Query, sql } from '../../platform/database/index.js';
import { isDomainValidated, type OwnLabels, type ValidatedDomain } from './domain/own-domain.js';

export interface DomainName extends ValidatedDomain, OwnLabels {}

/** Of the tenant of the transaction. What provisioning validated is the tenant's own label. */
export async function readDomainName(query: Query): Promise<DomainName> {
  const [row] = await query<DomainName>(sql`
    SELECT CASE WHEN s.domain_validated_at IS NOT NULL THEN coalesce(s.domain, t.domain) END AS label,
      s.domain_validated_at AS "validatedAt", t.domain,
      ARRAY(SELECT a.alias FROM platform.tenant_alias a WHERE a.tenant_id = t.id ORDER BY a.alias) AS aliases
    FROM publication_settings s JOIN platform.tenant t ON t.id = s.tenant_id`);
  if (!row) throw new Error('The tenant has no publication settings: it was not provisioned');
  return row;
}

/** Whether a run of the desk may start (PUB-04). */
export async function domainValidated(query: Query): Promise<boolean> {
  const name = await readDomainName(query);
  return isDomainValidated(name, name);
}

export async function writeDomainName(query: Query, label: string, now: Date): Promise<void> {
  await query(sql`UPDATE publication_settings SET domain = ${label}, domain_validated_at = ${now}`);
}
