import { Test } from '@nestjs/testing';
import { randomUUID } from 'node:crypto';
import { ConfigModule, loadConfig } from '../../src/platform/config/index.js';
import { runInContext } from '../../src/platform/context/index.js';
import { DatabaseModule, sql, UnitOfWork } from '../../src/platform/database/index.js';
import type { Tenant } from '../../src/platform/tenancy/index.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';

describe('the unit of work', () => {
  let database: TestDatabase;
  let work: UnitOfWork;
  let close: () => Promise<void>;
  const first = randomUUID();
  const second = randomUUID();

  beforeAll(async () => {
    database = await cloneDatabase();
    const config = loadConfig({
      NODE_ENV: 'test',
      DATABASE_URL: database.appUrl,
      DATABASE_OWNER_URL: database.ownerUrl,
      DATABASE_POOL_SIZE: '1',
    });
    const module = await Test.createTestingModule({ imports: [ConfigModule.with(config), DatabaseModule] }).compile();
    await module.init();
    work = module.get(UnitOfWork);
    close = () => module.close();
    await work.operatorWrite(({ query }) =>
      query(
        sql`INSERT INTO platform.tenant (id, domain, name, kind) VALUES (${first}, 'first', 'First', 'agency'), (${second}, 'second', 'Second', 'agency')`,
      ),
    );
  });
  afterAll(async () => {
    await close();
    await database.drop();
  });

  const as = <T>(id: string, run: () => Promise<T>) => runInContext({ tenant: { id } as Tenant }, run);
  const write = (action: string) =>
    work.write(({ query }) => query(sql`INSERT INTO audit_entry (actor_kind, action) VALUES ('clock', ${action})`));
  const actions = () =>
    work.read(async (query) =>
      (await query<{ action: string }>(sql`SELECT action FROM audit_entry ORDER BY id`)).map((row) => row.action),
    );

  it('shows a tenant its own rows and no other', async () => {
    await as(first, () => write('mine'));
    expect(await as(first, actions)).toEqual(['mine']);
    expect(await as(second, actions)).toEqual([]);
  });

  it('shows nothing without a tenant', async () => {
    expect(await work.operatorRead((query) => query(sql`SELECT FROM audit_entry`))).toEqual([]);
  });

  it('refuses a row written for another tenant', async () => {
    const forged = as(first, () =>
      work.write(({ query }) =>
        query(sql`INSERT INTO audit_entry (tenant_id, actor_kind, action) VALUES (${second}, 'clock', 'forged')`),
      ),
    );
    await expect(forged).rejects.toThrow('row-level security');
  });

  it('keeps nothing of a transaction that fails, joined ones included', async () => {
    const failing = as(second, () =>
      work.write(async () => {
        await write('lost');
        throw new Error('change of mind');
      }),
    );
    await expect(failing).rejects.toThrow('change of mind');
    expect(await as(second, actions)).toEqual([]);
  });

  it('joins the transaction under way, with a pool of one connection', async () => {
    const seen = await as(second, () =>
      work.write(async () => {
        await write('joined');
        return actions();
      }),
    );
    expect(seen).toEqual(['joined']);
  });

  it('never joins the transaction of another tenant', async () => {
    await expect(as(first, () => work.write(() => as(second, actions)))).rejects.toThrow('another tenant');
  });

  it('is usable again after a failed query', async () => {
    await expect(as(first, () => work.read((query) => query(sql`SELECT 1/0`)))).rejects.toThrow('division');
    expect(await as(first, actions)).toEqual(['mine']);
  });
});
