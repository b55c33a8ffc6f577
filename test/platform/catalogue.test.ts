import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { cloneDatabase, type TestDatabase } from '../support/database.js';
import { Catalogue, type Column } from './support/catalogue.js';
import { putRowEverywhere } from './support/row-everywhere.js';

const OWN_TENANT = `(tenant_id = (NULLIF(current_setting('app.tenant_id'::text, true), ''::text))::uuid)`;

/** Read past row-level security by the reviewed search functions alone, as a role that sees their columns and nothing else. */
const SEARCHED_TABLES = new Set(['party', 'document', 'building', 'account', 'lot', 'listed_staff', 'supplier']);
const SEARCH_ROLE = 'extranet_search';

/** Degrees of a place on a map. Money is whole cents, quantities are numeric. */
const FLOATS = /^(latitude|longitude)$/;
const UNWANTED_TYPES =
  /^(character varying|character|money|real|timestamp without time zone|time with(out)? time zone|json|xml)(\[\])?$/;

const KEPT = 'what it names is marked as withdrawn, never deleted nor renumbered';
const MARKED = 'keys and years named by a row are marked as no longer listed, not deleted';

/** Foreign keys that have no index of their own, with the reason. */
const UNINDEXED: Record<string, string> = {
  'account (tenant_id, accountant_id)': KEPT,
  'account (tenant_id, assistant_id)': KEPT,
  'account (tenant_id, manager_id)': KEPT,
  'building (tenant_id, accountant_id)': KEPT,
  'building (tenant_id, assistant_id)': KEPT,
  'building (tenant_id, entity_id)': KEPT,
  'building (tenant_id, manager_id)': KEPT,
  'expense (tenant_id, building_id)': KEPT,
  'expense (tenant_id, supplier_id)': KEPT,
  'photo (tenant_id, lot_id)': KEPT,
  'session (tenant_id, seen_party_id)': KEPT,
  'expense (tenant_id, fiscal_year_id)': MARKED,
  'expense (tenant_id, key_id)': MARKED,
  'lot_share (tenant_id, key_id)': MARKED,
};

describe('the catalogue of the database', () => {
  let database: TestDatabase;
  let admin: pg.Client;
  let catalogue: Catalogue;
  let columns: Column[];

  beforeAll(async () => {
    database = await cloneDatabase();
    admin = new pg.Client({ connectionString: database.adminUrl });
    await admin.connect();
    catalogue = new Catalogue(admin);
    columns = await catalogue.columns();
  });
  afterAll(async () => {
    await admin.end();
    await database.drop();
  });

  it('forces row-level security on every table of a tenant, with the one policy', async () => {
    const tables = await catalogue.tables();
    expect(tables.length).toBeGreaterThan(30);
    expect(tables.filter((table) => !table.protected)).toEqual([]);
    const policies = await catalogue.policies();
    for (const { table } of tables) {
      const own = policies.filter(
        (policy) => policy.table === table && !(SEARCHED_TABLES.has(table) && policy.roles.join() === SEARCH_ROLE),
      );
      expect(own).toEqual([
        { table, name: 'tenant_isolation', command: 'ALL', roles: ['public'], using: OWN_TENANT, check: null },
      ]);
    }
  });

  it('lets the search role read, and read only', async () => {
    const policies = (await catalogue.policies()).filter(({ roles }) => roles.includes(SEARCH_ROLE));
    expect(policies.filter(({ command }) => command !== 'SELECT')).toEqual([]);
    const functions = await catalogue.definerFunctions();
    expect(functions.filter(({ owner }) => owner !== SEARCH_ROLE)).toEqual([]);
    const { rows } = await admin.query(
      `SELECT rolcanlogin, rolsuper, rolbypassrls FROM pg_roles WHERE rolname = '${SEARCH_ROLE}'`,
    );
    expect(rows).toEqual([{ rolcanlogin: false, rolsuper: false, rolbypassrls: false }]);
  });

  it('has views that read as who asks, not as who owns them', async () => {
    expect(await catalogue.viewsOfTheirOwner()).toEqual([]);
  });

  it('carries the tenant in every table, never null, out of the transaction', () => {
    const own = new Map(columns.filter(({ column }) => column === 'tenant_id').map((column) => [column.table, column]));
    for (const table of new Set(columns.map(({ table }) => table))) {
      expect(own.get(table)).toMatchObject({ table, type: 'uuid', nullable: false, hasDefault: true });
    }
  });

  it('begins every primary, unique and foreign key with the tenant', async () => {
    const keys = await catalogue.keys();
    expect(keys.filter(({ columns: [first] }) => first !== 'tenant_id')).toEqual([]);
    const primary = new Set(keys.filter(({ kind }) => kind === 'primary').map(({ table }) => table));
    expect([...new Set(columns.map(({ table }) => table))].filter((table) => !primary.has(table))).toEqual([]);
    const outside = keys.filter(
      ({ kind, references }) => kind === 'foreign' && references?.includes('.') && references !== 'platform.tenant',
    );
    expect(outside).toEqual([]);
  });

  it('uses text, instants with their zone, whole cents', () => {
    expect(columns.filter(({ type }) => UNWANTED_TYPES.test(type))).toEqual([]);
    expect(columns.filter(({ type, column }) => type === 'double precision' && !FLOATS.test(column))).toEqual([]);
    const money = columns.filter(({ column }) =>
      /(^|_)(amount|balance|(?<!one_off_)debit|credit|capital|price|fee)$/.test(column),
    );
    expect(money.length).toBeGreaterThan(5);
    expect(money.filter(({ type }) => type !== 'bigint')).toEqual([]);
  });

  it('has an index behind every foreign key', async () => {
    const missing = (await catalogue.foreignKeysWithoutIndex()).map(
      ({ table, columns: names }) => `${table} (${names.join(', ')})`,
    );
    expect(missing.sort()).toEqual(Object.keys(UNINDEXED).sort());
  });

  describe('with a row of one tenant in every table', () => {
    const [first, second] = [randomUUID(), randomUUID()];
    let app: pg.Client;

    beforeAll(async () => {
      const tenants = `INSERT INTO platform.tenant (id, domain, name, kind) VALUES ($1, 'first', 'First', 'agency'), ($2, 'second', 'Second', 'agency')`;
      await admin.query(tenants, [first, second]);
      await putRowEverywhere(admin, columns, first);
      app = new pg.Client({ connectionString: database.appUrl });
      await app.connect();
    });
    afterAll(() => app.end());

    const as = (tenant: string) => app.query(`SELECT set_config('app.tenant_id', $1, false)`, [tenant]);
    const seen = async (): Promise<Record<string, number>> => {
      const found: Record<string, number> = {};
      for (const table of new Set(columns.map(({ table }) => table))) {
        found[table] = (await app.query(`SELECT FROM public."${table}"`)).rowCount ?? 0;
      }
      return found;
    };
    const everywhere = (count: number) =>
      Object.fromEntries([...new Set(columns.map(({ table }) => table))].map((table) => [table, count]));

    it('shows it to that tenant alone [RES-48]', async () => {
      await as(first);
      expect(await seen()).toEqual(everywhere(1));
      await as(second);
      expect(await seen()).toEqual(everywhere(0));
      await as('');
      expect(await seen()).toEqual(everywhere(0));
    });

    it('lets no other tenant change, delete or add to it', async () => {
      await as(second);
      for (const table of new Set(columns.map(({ table }) => table))) {
        const update = await app.query(`UPDATE public."${table}" SET tenant_id = $1`, [second]).catch(refusal);
        expect([table, update.rowCount]).toEqual([table, 0]);
        const gone = await app.query(`DELETE FROM public."${table}"`).catch(refusal);
        expect([table, gone.rowCount]).toEqual([table, 0]);
        const added = app.query(`INSERT INTO public."${table}" (tenant_id) VALUES ($1)`, [first]);
        await expect(added).rejects.toThrow(/row-level security|permission denied|null value|generated/);
      }
      const { rows } = await admin.query<{ n: number }>(
        [...new Set(columns.map(({ table }) => table))]
          .map((table) => `SELECT '${table}' AS t, count(*)::int AS n FROM public."${table}"`)
          .join(' UNION ALL '),
      );
      expect(rows.filter(({ n }) => n !== 1)).toEqual([]);
    });
  });
});

/** Registers that are only added to refuse by right, before any row is looked at. */
function refusal(error: Error): { rowCount: number } {
  if (!error.message.includes('permission denied')) throw error;
  return { rowCount: 0 };
}
