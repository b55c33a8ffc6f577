import { join, type Query, raw, sql } from '../../platform/database/index.js';
import { provisionPublication } from '../../publication/index.js';
import type { ProvisioningPart, TenantSheet } from '../../tenants/index.js';

/** The DESK source and the settings of publication and of the extranet; a sheet may set some [PUB-04, ADM-66…ADM-85]. */
export const settingsPart: ProvisioningPart = {
  name: 'settings',
  followLines: async (tenant, { query }) => {
    await provisionPublication(query, tenant.lines);
    if (tenant.lines.length > 0)
      await query(
        sql`UPDATE publication_source SET lines = ${tenant.lines} WHERE kind = 'desk' AND lines <> ${tenant.lines}`,
      );
  },
  provide: async ({ settings, lines }: TenantSheet, _tenant, { query }) => {
    const { domainValidated, ...publication } = settings.publication;
    await change(query, 'publication_settings', publication, sql`TRUE`);
    if (domainValidated)
      await query(sql`UPDATE publication_settings SET domain_validated_at = now() WHERE domain_validated_at IS NULL`);
    for (const line of lines)
      await change(query, 'extranet_settings', { ...settings.extranet, ...settings[line] }, sql`line = ${line}`);
    return [];
  },
};

/** Names come from the sheet's schema, which knows them all: none is free text. */
async function change(
  query: Query,
  table: string,
  values: Record<string, unknown>,
  where: ReturnType<typeof sql>,
): Promise<void> {
  const wished = Object.entries(values).filter(([, value]) => value !== undefined);
  if (wished.length === 0) return;
  const columns = wished.map(([name, value]) => sql`${raw(column(name))} = ${value}`);
  await query(sql`UPDATE ${raw(table)} SET ${join(columns)} WHERE ${where}`);
}

function column(name: string): string {
  return name.replace(/[A-Z]|\d+/g, (part) => `_${part.toLowerCase()}`);
}
