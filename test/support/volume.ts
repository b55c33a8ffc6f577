import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';

export interface Volume {
  buildings: number;
  /** Co-owners of each building: an account and a lot each; the first is president of its council. */
  perBuilding: number;
  documents: number;
  entries: number;
  expenses: number;
}

/** Adds tenants of these sizes, numbered from 1, and takes statistics. Foreign keys are not checked. */
export async function fillTenants(adminUrl: string, volumes: readonly Volume[]): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    await client.query('SET session_replication_role = replica');
    await client.query(await readFile(join(process.cwd(), 'test/support/volume.sql'), 'utf8'));
    for (const [index, { buildings, perBuilding, documents, entries, expenses }] of volumes.entries()) {
      const sizes = [index + 1, buildings, perBuilding, documents, entries, expenses];
      await client.query('CALL pg_temp.fill($1, $2, $3, $4, $5, $6)', sizes);
    }
    await client.query('ANALYZE');
  } finally {
    await client.end();
  }
}

/** The identifier that a tenant's row was given by its name: `p1-7` is the seventh party of the first tenant. */
export function idOf(name: string): string {
  const digest = createHash('md5').update(name).digest('hex');
  return digest.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
