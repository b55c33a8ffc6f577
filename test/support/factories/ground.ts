import { createHash, randomUUID } from 'node:crypto';
import pg from 'pg';
import { provisionBinders } from '../../../src/ged/default-binders.queries.js';
import { registerTypes } from '../../../src/platform/database/types.js';
import type { Query, Sql } from '../../../src/platform/database/index.js';
import { provisionPublication } from '../../../src/publication/provisioning.queries.js';
import type { TestDatabase } from '../database.js';

export type Row = { id: string } & Record<string, unknown>;
export type Columns = Record<string, unknown>;

/** A tenant to stand rows on: what factories write goes there, past row-level security. */
export interface Ground {
  tenantId: string;
  domain: string;
  /** The machine source every published row is said to come from. */
  sourceId: string;
  sql(text: string, values?: unknown[]): Promise<Record<string, unknown>[]>;
  close(): Promise<void>;
}

export interface GroundOptions {
  /** One that nobody has, unless given. */
  domain?: string;
  name?: string;
  lines?: string[];
  features?: string[];
  /** Columns of platform.tenant. */
  tenant?: Columns;
  /** Columns of extranet_settings, both lines. The extranet is open unless said otherwise. */
  settings?: Columns;
}

let laid = 0;

/** A provisioned agency (default binders, settings, desk source) with a machine source, on the database of a test. */
export async function layGround(database: TestDatabase, options: GroundOptions = {}): Promise<Ground> {
  registerTypes();
  const {
    domain = `agence-${(laid += 1)}`,
    name = `Agence ${domain}`,
    lines = ['gerance', 'syndic'],
    features = ['extranet'],
  } = options;
  const client = new pg.Client({ connectionString: database.adminUrl });
  // The database goes away under a test that failed before closing.
  client.on('error', () => undefined);
  await client.connect();
  const tenantId = randomUUID();
  const ground: Ground = {
    tenantId,
    domain,
    sourceId: randomUUID(),
    sql: async (text, values) => (await client.query(text, values)).rows,
    close: () => client.end(),
  };
  const query: Query = async <One>(statement: Sql) =>
    (await client.query(statement.text, statement.values)).rows as One[];
  await insertInto(ground, 'platform.tenant', {
    id: tenantId,
    domain,
    name,
    kind: 'agency',
    lines,
    features,
    ...options.tenant,
  });
  await client.query(`SELECT set_config('app.tenant_id', $1, false)`, [tenantId]);
  await provisionPublication(query, lines);
  await provisionBinders(query, lines);
  await change(ground, 'extranet_settings', { extranet_open: true, ...options.settings });
  await insert(ground, 'publication_source', {
    id: ground.sourceId,
    code: 'LSC',
    label: 'LSC',
    kind: 'machine',
    lines,
  });
  return ground;
}

/** Writes a row of the tenant; what the table defaults may be left out. */
export function insert<Written extends Columns>(ground: Ground, table: string, columns: Written): Promise<Written> {
  return insertInto(ground, table, { tenant_id: ground.tenantId, ...columns });
}

/** Changes every row of the tenant that `where` (column = value) names, or all. */
export async function change(ground: Ground, table: string, columns: Columns, where: Columns = {}): Promise<void> {
  const set = Object.keys(columns).map((column, index) => `${column} = $${index + 1}`);
  const given = { tenant_id: ground.tenantId, ...where };
  const conditions = Object.keys(given).map((column, index) => `${column} = $${index + 1 + set.length}`);
  const values = [...Object.values(columns), ...Object.values(given)];
  await ground.sql(`UPDATE ${table} SET ${set.join(', ')} WHERE ${conditions.join(' AND ')}`, values);
}

/** The columns of a published row, with an identifier of its own. */
export function published(ground: Ground, ref: string = randomUUID()) {
  return {
    id: randomUUID(),
    source_id: ground.sourceId,
    ref,
    publication_state: 'published',
    first_published_at: new Date(),
  };
}

export function sha256Of(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}

async function insertInto<Written extends Columns>(ground: Ground, table: string, columns: Written): Promise<Written> {
  const names = Object.keys(columns);
  const places = names.map((_, index) => `$${index + 1}`);
  await ground.sql(`INSERT INTO ${table} (${names.join(', ')}) VALUES (${places.join(', ')})`, Object.values(columns));
  return columns;
}
