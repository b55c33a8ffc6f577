import type pg from 'pg';
import type { Column } from './catalogue.js';

/**
 * Puts one row of that tenant in every table, whatever the table asks for: on a throw-away clone, checks and foreign keys are let go.
 * Values mean nothing; that the row is there does.
 */
export async function putRowEverywhere(admin: pg.Client, columns: Column[], tenantId: string): Promise<void> {
  await admin.query(`DO $$ DECLARE k record; BEGIN
    FOR k IN SELECT conrelid::regclass AS target, conname FROM pg_constraint
      WHERE contype = 'c' AND connamespace = 'public'::regnamespace
    LOOP EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', k.target, k.conname); END LOOP;
  END $$`);
  await admin.query(`SET session_replication_role = replica`);
  for (const [table, own] of Map.groupBy(columns, ({ table }) => table)) {
    const written = own.filter(
      ({ generated, hasDefault, column }) => !generated && (column === 'tenant_id' || !hasDefault),
    );
    const values = written.map(({ column, type }) => (column === 'tenant_id' ? `'${tenantId}'` : dummy(type)));
    const names = written.map(({ column }) => `"${column}"`);
    await admin.query(`INSERT INTO public."${table}" (${names.join(', ')}) VALUES (${values.join(', ')})`);
  }
  await admin.query(`SET session_replication_role = origin`);
}

const DUMMIES: Record<string, string> = {
  uuid: 'gen_random_uuid()',
  text: `'x'`,
  boolean: 'true',
  integer: '1',
  smallint: '1',
  bigint: '1',
  numeric: '1',
  'double precision': '1',
  date: `'2026-01-01'`,
  'timestamp with time zone': 'now()',
  jsonb: `'{}'`,
  bytea: `'\\x00'`,
  inet: `'192.0.2.1'`,
  interval: `'1 day'`,
  tsvector: `''`,
};

function dummy(type: string): string {
  const value = type.endsWith('[]') ? `'{}'` : DUMMIES[type];
  if (!value) throw new Error(`No value is known for a column of type ${type}`);
  return value;
}
