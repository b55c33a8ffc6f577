import request from 'supertest';
import { Dispatcher } from '../../../src/platform/jobs/index.js';
import { TenantDirectory } from '../../../src/platform/tenancy/index.js';
import { makeSourceKey } from '../../../src/publication/sources/source-key.js';
import { type TestApp, type TestAppOptions, startTestApp } from '../../support/app.js';
import { change, type Ground, layGround } from '../../support/factories/index.js';
import { manifest, type Rows, type Sheet } from './manifest.js';
import type { TestFile } from './pdf.js';

export const NOW = '2025-11-14T19:05:00Z';
const API = '/api/v1/publication';

export interface RunAnswer {
  id: string;
  number: number;
  state: string;
  missing: { count: number; bytes: number };
  counts: Record<string, Record<string, number>>;
  problems: { code: string; message: string; ref: string | null; line: number | null }[];
  guardReasons: { kind: string; section?: string }[];
}

/** The agency "gilbert" and a program that publishes for it. */
export class PublicationWorld {
  private sheets = 0;

  private constructor(
    readonly app: TestApp,
    readonly ground: Ground,
    readonly key: string,
  ) {}

  static async open(options: TestAppOptions = {}): Promise<PublicationWorld> {
    const app = await startTestApp({
      now: NOW,
      ...options,
      env: { ...(process.env.TEST_LOG ? { LOG_LEVEL: process.env.TEST_LOG } : {}), ...options.env },
    });
    const ground = await layGround(app.database, { domain: 'gilbert' });
    const { key, hash, prefix } = makeSourceKey();
    await change(ground, 'publication_source', { key_hash: hash, key_prefix: prefix }, { id: ground.sourceId });
    await change(ground, 'publication_settings', { send_expenses: true });
    return new PublicationWorld(app, ground, key);
  }

  async close(): Promise<void> {
    await this.ground.close();
    await this.app.close();
  }

  /** A request of the program to the publication API. */
  ask(method: 'get' | 'post' | 'put' | 'patch' | 'delete' | 'head', path: string, key = this.key): request.Test {
    return request(this.app.nest.getHttpServer())
      [method](`${API}${path}`)
      .set('Host', 'gilbert.localhost')
      .set('Authorization', `Bearer ${key}`);
  }

  /** A manifest of these rows, later than the former one. */
  sheet(rows: Rows, header: Sheet['header'] = {}): Sheet {
    this.sheets += 1;
    const generatedAt = new Date(Date.parse('2025-11-14T18:00:00Z') + this.sheets * 60_000).toISOString();
    return { runRef: `R-${this.sheets}`, generatedAt, rows, header };
  }

  /** Sends a manifest and has it checked. */
  async start(sheet: Sheet | Buffer, query = '', key = this.key): Promise<RunAnswer> {
    const response = await this.post(Buffer.isBuffer(sheet) ? sheet : await manifest(sheet), query, key);
    if (response.status >= 300) throw new Error(`${response.status} ${JSON.stringify(response.body)}`);
    await this.work();
    return this.run((response.body as RunAnswer).id, key);
  }

  async post(bytes: Buffer, query = '', key = this.key): Promise<request.Response> {
    await this.pause();
    return this.ask('post', `/runs${query}`, key).type('application/xml').send(bytes);
  }

  async run(id: string, key = this.key): Promise<RunAnswer> {
    await this.pause();
    return (await this.ask('get', `/runs/${id}`, key)).body as RunAnswer;
  }

  async put({ bytes, sha256 }: TestFile): Promise<number> {
    return (await this.ask('put', `/files/${sha256}`).type('application/octet-stream').send(bytes)).status;
  }

  async commit(id: string, query = ''): Promise<RunAnswer> {
    await this.pause();
    const { status, body } = await this.ask('post', `/runs/${id}/commit${query}`);
    if (status >= 300) throw new Error(`${status} ${JSON.stringify(body)}`);
    await this.work();
    return this.run(id);
  }

  /** Manifest, files, commit. */
  async publish(sheet: Sheet, files: TestFile[] = []): Promise<RunAnswer> {
    const run = await this.start(sheet);
    if (run.state !== 'receiving') return run;
    for (const file of files) await this.put(file);
    return this.commit(run.id);
  }

  /** Every job that is due, and what follows from it. */
  work(): Promise<number> {
    return this.app.get(Dispatcher).drain();
  }

  forgetTenants(): void {
    this.app.get(TenantDirectory).forget();
  }

  /** Rows of the tenant, past row-level security. */
  sql<Row>(text: string, values: unknown[] = []): Promise<Row[]> {
    return this.ground.sql(text.replaceAll('$tenant', `'${this.ground.tenantId}'`), values) as Promise<Row[]>;
  }

  /** Everything residents could read of the publication, in an order that says nothing of when it was written. */
  async snapshot(): Promise<string> {
    const tables = [
      'party',
      'building',
      'account',
      'lot',
      'document',
      'expense',
      'works_fund',
      'photo',
      'accounting_entity',
      'supplier',
    ];
    const parts: unknown[] = [];
    for (const table of tables) {
      parts.push(
        await this
          .sql(`SELECT to_jsonb(t) - 'published_run_id' - 'withdrawn_run_id' - 'first_published_at' - 'state_changed_at' AS row
          FROM ${table} t WHERE tenant_id = $tenant AND publication_state = 'published' ORDER BY id`),
      );
    }
    parts.push(
      await this.sql(
        `SELECT to_jsonb(t) AS row FROM account_entry t WHERE tenant_id = $tenant ORDER BY account_id, date, position`,
      ),
    );
    parts.push(
      await this.sql(
        `SELECT to_jsonb(t) AS row FROM document_audience t WHERE tenant_id = $tenant ORDER BY document_id, target_id`,
      ),
    );
    parts.push(
      await this.sql(
        `SELECT line, path, levels, active FROM binder WHERE tenant_id = $tenant AND publication_state = 'published' ORDER BY line, path`,
      ),
    );
    return JSON.stringify(parts);
  }

  /** Ten requests a second are allowed; a test waits rather than being refused. */
  private pause(): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, 110));
  }
}
