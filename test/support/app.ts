import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Type } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Test } from '@nestjs/testing';
import request from 'supertest';
import { AppModule } from '../../src/app.module.js';
import { Clock } from '../../src/platform/clock/index.js';
import { Config, loadConfig } from '../../src/platform/config/index.js';
import { runInContext } from '../../src/platform/context/index.js';
import { configureApp } from '../../src/platform/http/index.js';
import { type Tenant, TenantDirectory } from '../../src/platform/tenancy/index.js';
import { TestClock } from './clock.js';
import { cloneDatabase, type TestDatabase } from './database.js';

export type Agent = ReturnType<typeof request.agent>;

export interface TestAppOptions {
  /** The instant the application believes it is; moved by `app.clock`. */
  now?: string;
  /** Database to clone: `template` is migrated and empty. */
  template?: string;
  env?: Record<string, string>;
  overrides?: { provide: unknown; useValue: unknown }[];
  /** Modules added to the application, for probes of the kernel itself. */
  modules?: Type[];
}

export interface TestApp {
  nest: NestExpressApplication;
  database: TestDatabase;
  clock: TestClock;
  config: Config;
  get<T>(type: Type<T> | (abstract new (...given: never[]) => T)): T;
  /** A browser without JavaScript on that host: keeps its cookies; '' is the operator's apex. */
  agent(label: string): Agent;
  /** Runs as a job of that tenant would. */
  inTenant<T>(domain: string, work: (tenant: Tenant) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** The real application on its own clone of the template database, its own folder and its own clock. */
export async function startTestApp(options: TestAppOptions = {}): Promise<TestApp> {
  const database = await cloneDatabase(options.template);
  const folder = await mkdtemp(join(tmpdir(), 'extranet-app-'));
  const config = loadConfig({
    NODE_ENV: 'test',
    BASE_DOMAIN: 'localhost',
    DATA_DIR: folder,
    DATABASE_URL: database.appUrl,
    DATABASE_OWNER_URL: database.ownerUrl,
    DATABASE_POOL_SIZE: '4',
    APP_SECRET: 'a secret for tests, never for a real host',
    LOG_LEVEL: 'silent',
    ...options.env,
  });
  const clock = new TestClock(options.now);
  let building = Test.createTestingModule({ imports: [AppModule.with(config), ...(options.modules ?? [])] })
    .overrideProvider(Clock)
    .useValue(clock);
  for (const { provide, useValue } of options.overrides ?? [])
    building = building.overrideProvider(provide).useValue(useValue);
  const module = await building.compile();
  const nest = module.createNestApplication<NestExpressApplication>({ bodyParser: false });
  configureApp(nest);
  await nest.listen(0, '127.0.0.1');
  return {
    nest,
    database,
    clock,
    config,
    get: (type) => nest.get(type as Type),
    agent: (label) => request.agent(nest.getHttpServer()).set('Host', label ? `${label}.localhost` : 'localhost'),
    inTenant: async (domain, work) => {
      const tenant = await nest.get(TenantDirectory).byLabel(domain);
      if (!tenant) throw new Error(`No tenant ${domain}`);
      return runInContext({ requestId: 'test', tenant, locale: 'fr' }, () => work(tenant));
    },
    close: async () => {
      await nest.close();
      await database.drop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
