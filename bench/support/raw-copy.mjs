// The limit of a publication: PostgreSQL's own COPY of the very same rows into the very same tables, indexes and keys, past row-level security.
import { chmod, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';

/** What a run writes, parents first; tables a version lacks are passed over. */
const PUBLISHED = [
  'accounting_entity',
  'listed_staff',
  'party',
  'building',
  'allocation_key',
  'fiscal_year',
  'meeting',
  'council_membership',
  'caretaker',
  'supplier',
  'account',
  'account_entry',
  'lot',
  'lot_share',
  'lot_holder',
  'binder',
  'stored_file',
  'document',
  'document_audience',
  'photo',
  'expense',
  'expense_document',
  'works_fund',
];

/** Copies the published rows of a tenant out, empties their tables, and times COPY of them back in, in one transaction. */
export async function copyAgain(adminUrl, domain, folder) {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  const space = join(folder, 'copy');
  await mkdir(space, { recursive: true });
  for (const part of [folder, space]) await chmod(part, 0o777);
  try {
    const { rows: present } = await client.query(
      `SELECT relname FROM pg_class WHERE relkind = 'r' AND relname = ANY ($1)`,
      [PUBLISHED],
    );
    const known = new Set(present.map(({ relname }) => relname));
    const tables = PUBLISHED.filter((table) => known.has(table));
    const columns = new Map();
    let rows = 0;
    for (const table of tables) {
      const { rows: names } = await client.query(
        `SELECT attname FROM pg_attribute WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = '' ORDER BY attnum`,
        [table],
      );
      columns.set(table, names.map(({ attname }) => client.escapeIdentifier(attname)).join(', '));
      const copied = await client.query(`COPY (SELECT ${columns.get(table)} FROM ${table}) TO '${join(space, table)}'`);
      rows += copied.rowCount;
    }
    const seconds = await intoEmptied(client, tables, columns, space);
    return { rows, seconds };
  } finally {
    await client.end();
  }
}

async function intoEmptied(client, tables, columns, space) {
  await client.query('BEGIN');
  await client.query(`TRUNCATE ${tables.join(', ')} CASCADE`);
  await client.query('COMMIT');
  await client.query('CHECKPOINT');
  const begun = performance.now();
  await client.query('BEGIN');
  await client.query('SET CONSTRAINTS ALL DEFERRED');
  for (const table of tables) await client.query(`COPY ${table} (${columns.get(table)}) FROM '${join(space, table)}'`);
  await client.query('COMMIT');
  return (performance.now() - begun) / 1_000;
}
