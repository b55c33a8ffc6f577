import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';

export interface Migration {
  name: string;
  up: string;
  down: string;
  digest: string;
}

const LOCK = 7_203_115;

/** @throws when a file has no `-- up` and `-- down` part */
export async function readMigrations(folder: string): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
  return Promise.all(
    names.map(async (name) => {
      const text = await readFile(join(folder, name), 'utf8');
      const [, up, down] = text.split(/^-- (?:up|down)$/m);
      if (up === undefined || down === undefined) throw new Error(`${name}: wants a line "-- up" and a line "-- down"`);
      return { name: name.replace(/\.sql$/, ''), up, down, digest: createHash('sha256').update(text).digest('hex') };
    }),
  );
}

/**
 * Brings the schema up to date, one transaction per migration, one process at a time.
 * @returns names of what was applied
 * @throws when an applied migration has been edited since
 */
export async function migrateUp(ownerUrl: string, folder: string): Promise<string[]> {
  return withOwner(ownerUrl, async (client) => {
    const applied = await appliedMigrations(client);
    const done: string[] = [];
    for (const migration of await readMigrations(folder)) {
      const before = applied.get(migration.name);
      if (before && before !== migration.digest)
        throw new Error(`${migration.name} was edited after it had been applied`);
      if (before) continue;
      await inTransaction(client, migration.name, async () => {
        await client.query(migration.up);
        await client.query('INSERT INTO migration (name, digest) VALUES ($1, $2)', [migration.name, migration.digest]);
      });
      done.push(migration.name);
    }
    return done;
  });
}

/** Undoes the last `count` migrations. */
export async function migrateDown(ownerUrl: string, folder: string, count: number): Promise<string[]> {
  return withOwner(ownerUrl, async (client) => {
    const applied = await appliedMigrations(client);
    const last = (await readMigrations(folder))
      .filter((migration) => applied.has(migration.name))
      .reverse()
      .slice(0, count);
    for (const migration of last) {
      await inTransaction(client, migration.name, async () => {
        await client.query(migration.down);
        await client.query('DELETE FROM migration WHERE name = $1', [migration.name]);
      });
    }
    return last.map((migration) => migration.name);
  });
}

/** Names of the migrations the database still lacks. */
export async function pendingMigrations(ownerUrl: string, folder: string): Promise<string[]> {
  return withOwner(ownerUrl, async (client) => {
    const applied = await appliedMigrations(client);
    return (await readMigrations(folder)).filter((migration) => !applied.has(migration.name)).map((one) => one.name);
  });
}

async function withOwner<T>(ownerUrl: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [LOCK]);
    await client.query(`CREATE TABLE IF NOT EXISTS migration (
      name text PRIMARY KEY, digest text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())`);
    return await work(client);
  } finally {
    await client.end();
  }
}

async function appliedMigrations(client: pg.Client): Promise<Map<string, string>> {
  const { rows } = await client.query<{ name: string; digest: string }>('SELECT name, digest FROM migration');
  return new Map(rows.map((row) => [row.name, row.digest]));
}

async function inTransaction(client: pg.Client, name: string, work: () => Promise<void>): Promise<void> {
  await client.query('BEGIN');
  try {
    await work();
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw new Error(`Migration ${name}: ${(error as Error).message}`, { cause: error });
  }
}
