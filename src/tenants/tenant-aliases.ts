import { type Query, sql } from '../platform/database/index.js';
import { InvalidInput } from '../platform/errors/index.js';
import type { TenantRecord } from './tenant-record.js';

/** Gives the tenant another label; nothing when it has it already. @returns whether it is new @throws InvalidInput at `alias` when taken */
export async function addAlias(query: Query, tenant: Pick<TenantRecord, 'id' | 'domain'>, alias: string): Promise<boolean> {
  const holders = await query<{ id: string }>(sql`
    SELECT id FROM platform.tenant WHERE domain = ${alias} UNION ALL SELECT tenant_id FROM platform.tenant_alias WHERE alias = ${alias}`);
  if (holders.some(({ id }) => id !== tenant.id) || alias === tenant.domain) {
    throw InvalidInput.at('alias', 'tenants:error.alias-taken', { alias });
  }
  if (holders.length > 0) return false;
  await query(sql`INSERT INTO platform.tenant_alias (alias, tenant_id) VALUES (${alias}, ${tenant.id})`);
  return true;
}

/** @returns whether the tenant had it */
export async function removeAlias(query: Query, tenantId: string, alias: string): Promise<boolean> {
  const gone = await query(sql`DELETE FROM platform.tenant_alias WHERE alias = ${alias} AND tenant_id = ${tenantId} RETURNING alias`);
  return gone.length > 0;
}

/** A label is one tenant's, as domain or as alias. @throws InvalidInput at `domain` */
export async function refuseTakenDomain(query: Query, domain: string): Promise<void> {
  const holders = await query(sql`
    SELECT FROM platform.tenant WHERE domain = ${domain} UNION ALL SELECT FROM platform.tenant_alias WHERE alias = ${domain}`);
  if (holders.length > 0) throw InvalidInput.at('domain', 'tenants:error.domain-taken', { domain });
}
