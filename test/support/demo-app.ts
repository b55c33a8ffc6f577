import { randomUUID } from 'node:crypto';
import { cp, rename, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import pg from 'pg';
import { loadDemo } from '../../src/boot/load-demo.js';
import { Background } from '../../src/platform/jobs/index.js';
import { startTestApp, type TestApp, type TestAppOptions } from './app.js';

/** A day after the sample publications were made. */
export const DEMO_NOW = '2026-11-21T08:00:00Z';

const TEMPLATE = 'demo';
const LOCK = 20_261_121;

export interface DemoApp extends TestApp {
  /** Address of a page of that tenant, for a browser. */
  url(domain: string, path?: string): string;
  /** Rows as their owner sees them, of every tenant. */
  rows<T extends pg.QueryResultRow>(statement: string, values?: unknown[]): Promise<T[]>;
}

/** The real application with the demo tenants in it, jobs running: a clone of what the first to ask had made for the whole run. */
export async function startDemoApp(options: TestAppOptions = {}): Promise<DemoApp> {
  const shared = await demoFolder();
  const folder = join(shared, '..', `demo-${randomUUID()}`);
  await cp(shared, folder, { recursive: true });
  const app = await startTestApp({
    now: DEMO_NOW,
    template: TEMPLATE,
    ...options,
    env: { DATA_DIR: folder, ...options.env },
  });
  app.get(Background).start({ worker: true });
  return {
    ...app,
    url: (domain, path = '') => `${addressOf(app, domain)}${path}`,
    rows: (statement, values) => query(app.database.adminUrl, statement, values),
    close: async () => {
      await app.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The files of the demo; they and the template database are made once, whoever asks first. */
async function demoFolder(): Promise<string> {
  const { TEST_FOLDER, TEST_DATABASE_ADMIN_URL: url } = process.env;
  if (!TEST_FOLDER || !url) throw new Error('TEST_FOLDER is not set: run the tests with npm test');
  const folder = join(TEST_FOLDER, 'demo');
  const admin = new pg.Client({ connectionString: url });
  await admin.connect();
  try {
    await admin.query('SELECT pg_advisory_lock($1)', [LOCK]);
    const { rowCount } = await admin.query('SELECT FROM pg_database WHERE datname = $1', [TEMPLATE]);
    if (rowCount === 0) await makeTemplate(admin, folder);
  } finally {
    await admin.end();
  }
  return folder;
}

async function makeTemplate(admin: pg.Client, folder: string): Promise<void> {
  const making = `${folder}-making`;
  await rm(making, { recursive: true, force: true });
  const app = await startTestApp({ now: DEMO_NOW, env: { DATA_DIR: making } });
  try {
    app.get(Background).start({ worker: true });
    await loadDemo(app.nest, app.config, (domain) => addressOf(app, domain));
    await app.nest.close();
    await rename(making, folder);
    const made = new URL(app.database.ownerUrl).pathname.slice(1);
    await admin.query(`CREATE DATABASE ${TEMPLATE} TEMPLATE ${made} OWNER extranet_owner`);
  } finally {
    await app.close();
  }
}

function addressOf({ nest }: TestApp, domain: string): string {
  const { port } = nest.getHttpServer().address() as AddressInfo;
  return `http://${domain}.localhost:${port}`;
}

async function query<T extends pg.QueryResultRow>(url: string, statement: string, values?: unknown[]): Promise<T[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<T>(statement, values)).rows;
  } finally {
    await client.end();
  }
}
