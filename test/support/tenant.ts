import { UnitOfWork, sql } from '../../src/platform/database/index.js';
import { TenantDirectory } from '../../src/platform/tenancy/index.js';
import type { TestApp } from './app.js';

export interface BareTenant {
  domain: string;
  name?: string;
  lines?: string[];
  features?: string[];
}

/** A tenant's row and nothing else, for tests of what stands below provisioning. @returns its id */
export async function insertTenant(
  app: TestApp,
  { domain, name = domain, lines = ['gerance', 'syndic'], features = ['extranet'] }: BareTenant,
): Promise<string> {
  const rows = await app.get(UnitOfWork).operatorWrite(({ query }) =>
    query<{ id: string }>(sql`
      INSERT INTO platform.tenant (domain, name, kind, lines, features)
      VALUES (${domain}, ${name}, 'agency', ${lines}, ${features}) RETURNING id`),
  );
  app.get(TenantDirectory).forget();
  return rows[0]!.id;
}
