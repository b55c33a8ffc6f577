import { AsyncLocalStorage } from 'node:async_hooks';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, type QueryRunner } from 'typeorm';
import type { Pool, PoolClient } from 'pg';
import { Config } from '../config/index.js';
import { currentTenant } from '../context/index.js';
import { type Query, type Sql, statementName } from './statement.js';

export interface Transaction {
  manager: EntityManager;
  query: Query;
  /** The connection itself, for COPY. */
  client: PoolClient;
}

interface UnderWay extends Transaction {
  tenantId: string | null;
  afterCommit: (() => void)[];
}

const BEGIN_READ = 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY';
const BIND_TENANT = `SELECT set_config('app.tenant_id', $1, true)`;

/**
 * The only way to the database. Both `read` and `write` open a transaction bound to the tenant of the request or job:
 * row-level security then shows that tenant's rows and no other.
 */
@Injectable()
export class UnitOfWork {
  private readonly underWay = new AsyncLocalStorage<UnderWay>();

  constructor(
    private readonly source: DataSource,
    private readonly config: Config,
  ) {}

  /** Read-only, on one snapshot. Queries started together travel in one flight with the transaction's opening. */
  read<T>(work: (query: Query) => Promise<T>): Promise<T> {
    return this.readAs(currentTenant().id, work);
  }

  /** One transaction, joined by every `read` and `write` called inside it. */
  write<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    return this.writeAs(currentTenant().id, work);
  }

  /** Read-only, on one snapshot that every `read` called inside it joins: for what is read room by room. */
  snapshot<T>(work: () => Promise<T>): Promise<T> {
    return this.writeAs(currentTenant().id, work, BEGIN_READ);
  }

  /** For schema `platform` only: bound to no tenant, so no tenant's row can be seen. */
  operatorRead<T>(work: (query: Query) => Promise<T>): Promise<T> {
    return this.readAs(null, work);
  }

  operatorWrite<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    return this.writeAs(null, work);
  }

  /** One statement outside any transaction, for what must bind its tenant by itself (a session's look-up). */
  async single<Row>(statement: Sql): Promise<Row[]> {
    const { rows } = await this.pool.query(this.prepared(statement));
    return rows as Row[];
  }

  /** Runs once the transaction under way is committed; at once when there is none. Never for what must not be lost. */
  afterCommit(effect: () => void): void {
    const current = this.underWay.getStore();
    if (current) current.afterCommit.push(effect);
    else effect();
  }

  get pool(): Pool {
    return (this.source.driver as unknown as { master: Pool }).master;
  }

  private async readAs<T>(tenantId: string | null, work: (query: Query) => Promise<T>): Promise<T> {
    const current = this.joinable(tenantId);
    if (current) return work(current.query);
    const client = await this.pool.connect();
    const opening = this.open(client, BEGIN_READ, tenantId);
    try {
      const [result] = await Promise.all([work(this.queryOn(client)), opening]);
      this.closeBehind(client, 'COMMIT');
      return result;
    } catch (error) {
      await opening.catch(() => undefined);
      this.closeBehind(client, 'ROLLBACK');
      throw error;
    }
  }

  private async writeAs<T>(
    tenantId: string | null,
    work: (transaction: Transaction) => Promise<T>,
    begin = 'BEGIN',
  ): Promise<T> {
    const current = this.joinable(tenantId);
    if (current) return work(current);
    const runner = this.source.createQueryRunner();
    const client = (await runner.connect()) as PoolClient;
    const transaction: UnderWay = {
      tenantId,
      manager: runner.manager,
      query: this.queryOn(client),
      client,
      afterCommit: [],
    };
    try {
      await this.open(client, begin, tenantId);
      markTransaction(runner, true);
      const result = await this.underWay.run(transaction, () => work(transaction));
      await client.query('COMMIT');
      markTransaction(runner, false);
      for (const effect of transaction.afterCommit) effect();
      return result;
    } catch (error) {
      await client.query('ROLLBACK').catch(() => undefined);
      markTransaction(runner, false);
      throw error;
    } finally {
      await runner.release();
    }
  }

  /** A transaction of another tenant is never joined: its rows would be invisible, or worse, written elsewhere. */
  private joinable(tenantId: string | null): UnderWay | undefined {
    const current = this.underWay.getStore();
    if (current && tenantId !== null && current.tenantId !== tenantId) {
      throw new Error('A transaction of another tenant is under way');
    }
    return current;
  }

  private open(client: PoolClient, begin: string, tenantId: string | null): Promise<unknown> {
    const opening = [client.query(begin)];
    if (tenantId) opening.push(client.query({ name: 'bind-tenant', text: BIND_TENANT, values: [tenantId] }));
    return Promise.all(opening);
  }

  private queryOn(client: PoolClient): Query {
    return async <Row>(statement: Sql) => (await client.query(this.prepared(statement))).rows as Row[];
  }

  private prepared(statement: Sql) {
    const { text, values } = statement;
    return this.config.env.DATABASE_PREPARED ? { name: statementName(text), text, values } : { text, values };
  }

  /** The page does not wait for the end of its read-only transaction; a connection that cannot end it is thrown away. */
  private closeBehind(client: PoolClient, statement: string): void {
    client.query(statement).then(
      () => client.release(),
      (error: Error) => client.release(error),
    );
  }
}

/** The runner must know of the transaction it did not open itself, or each save() would open one of its own. */
function markTransaction(runner: QueryRunner, active: boolean): void {
  (runner as { isTransactionActive: boolean }).isTransactionActive = active;
}
