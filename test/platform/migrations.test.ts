import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { migrateDown, migrateUp, readMigrations } from '../../src/platform/database/migrator.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';

const FOLDER = 'migrations';

/** What is of our own making, object by object: not of extensions, nor of the server. */
const CATALOGUE = `
  WITH ours AS (SELECT oid, nspname FROM pg_namespace WHERE nspname IN ('public', 'platform', 'app'))
  SELECT format('column %s.%s.%s %s %s %s', n.nspname, c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull,
      pg_get_expr(d.adbin, d.adrelid)) AS what
    FROM pg_class c JOIN ours n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
      LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum WHERE c.relkind IN ('r', 'v')
  UNION ALL SELECT format('constraint %s %s %s', c.conrelid::regclass, c.conname, pg_get_constraintdef(c.oid))
    FROM pg_constraint c JOIN ours n ON n.oid = c.connamespace
  UNION ALL SELECT format('index %s', indexdef) FROM pg_indexes JOIN ours ON nspname = schemaname
  UNION ALL SELECT format('policy %s', p) FROM pg_policies p JOIN ours ON nspname = p.schemaname
  UNION ALL SELECT format('trigger %s', pg_get_triggerdef(t.oid)) FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
    JOIN ours n ON n.oid = c.relnamespace WHERE NOT t.tgisinternal
  UNION ALL SELECT format('function %s', pg_get_functiondef(p.oid)) FROM pg_proc p JOIN ours n ON n.oid = p.pronamespace
    WHERE p.prokind = 'f' AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
  UNION ALL SELECT format('grant %s.%s %s', n.nspname, c.relname, c.relacl) FROM pg_class c JOIN ours n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'v') AND c.relacl IS NOT NULL
  ORDER BY 1`;

describe('migrations', () => {
  let database: TestDatabase;
  beforeAll(async () => (database = await cloneDatabase()));
  afterAll(() => database.drop());

  const catalogue = async () => {
    const client = new pg.Client({ connectionString: database.ownerUrl });
    await client.connect();
    const { rows } = await client.query<{ what: string }>(CATALOGUE);
    await client.end();
    return rows.map(({ what }) => what);
  };

  it('each go back to what was before, and forth again', async () => {
    const names = (await readMigrations(FOLDER)).map(({ name }) => name);
    const latest = await catalogue();
    await migrateDown(database.ownerUrl, FOLDER, names.length);
    const some = await mkdtemp(join(tmpdir(), 'migrations-'));
    const before: string[][] = [];
    for (const name of names) {
      before.push(await catalogue());
      await copyFile(join(FOLDER, `${name}.sql`), join(some, `${name}.sql`));
      expect(await migrateUp(database.ownerUrl, some)).toEqual([name]);
    }
    expect(await catalogue()).toEqual(latest);
    for (const name of names.toReversed()) {
      expect(await migrateDown(database.ownerUrl, FOLDER, 1)).toEqual([name]);
      expect([name, ...(await catalogue())]).toEqual([name, ...before.pop()!]);
    }
    await rm(some, { recursive: true });
  });
});
