import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type ArgumentsHost,
  Catch,
  type DynamicModule,
  HttpException,
  type LoggerService,
  type Type,
} from '@nestjs/common';
import { BaseExceptionFilter } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Test } from '@nestjs/testing';
import { Clock, ClockModule } from '../../../src/platform/clock/index.js';
import { type Config, ConfigModule, loadConfig } from '../../../src/platform/config/index.js';
import { runInContext } from '../../../src/platform/context/index.js';
import { DatabaseModule, sql, UnitOfWork } from '../../../src/platform/database/index.js';
import { AppError } from '../../../src/platform/errors/index.js';
import { FilesModule } from '../../../src/platform/files/index.js';
import { JobsModule } from '../../../src/platform/jobs/index.js';
import { ObservabilityModule } from '../../../src/platform/observability/index.js';
import { TenancyModule, TenantDirectory } from '../../../src/platform/tenancy/index.js';
import { TestClock } from '../../support/clock.js';
import { cloneDatabase, type TestDatabase } from '../../support/database.js';

export interface Platform {
  nest: NestExpressApplication;
  database: TestDatabase;
  clock: TestClock;
  config: Config;
  get<T>(type: Type<T> | (abstract new (...given: never[]) => T)): T;
  inTenant<T>(domain: string, work: () => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

export interface PlatformOptions {
  now?: string;
  env?: Record<string, string>;
  modules?: (config: Config) => (Type | DynamicModule)[];
  log?: LoggerService;
  overrides?: { provide: symbol; useValue: unknown }[];
  /** Another process on the same database. */
  beside?: Platform;
}

/** What stands behind the rooms, without any of them nor a page, with two agencies: saurupt and mosan. */
export async function startPlatform(options: PlatformOptions = {}): Promise<Platform> {
  const database = options.beside?.database ?? (await cloneDatabase());
  const folder = await mkdtemp(join(tmpdir(), 'extranet-platform-'));
  const config = loadConfig({
    NODE_ENV: 'test',
    DATA_DIR: folder,
    DATABASE_URL: database.appUrl,
    DATABASE_OWNER_URL: database.ownerUrl,
    DATABASE_POOL_SIZE: '4',
    APP_SECRET: 'a secret for tests, never for a real host',
    LOG_LEVEL: 'silent',
    ...options.env,
  });
  const clock = options.beside?.clock ?? new TestClock(options.now);
  const kernel = [
    ConfigModule.with(config),
    ClockModule,
    DatabaseModule,
    TenancyModule,
    ObservabilityModule,
    FilesModule,
    JobsModule.with(config),
  ];
  let building = Test.createTestingModule({ imports: [...kernel, ...(options.modules?.(config) ?? [])] });
  for (const { provide, useValue } of [{ provide: Clock, useValue: clock }, ...(options.overrides ?? [])]) {
    building = building.overrideProvider(provide).useValue(useValue);
  }
  const module = await building.compile();
  const nest = module.createNestApplication<NestExpressApplication>({ logger: options.log ?? false });
  nest.useGlobalFilters(new Answers(nest.getHttpAdapter()));
  const close = async () => {
    await nest.close();
    if (!options.beside) await database.drop();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await nest.init();
    if (!options.beside) await addTenants(nest.get(UnitOfWork));
  } catch (error) {
    await close();
    throw error;
  }
  return {
    nest,
    database,
    clock,
    config,
    get: (type) => nest.get(type as Type),
    inTenant: async (domain, work) => {
      const tenant = await nest.get(TenantDirectory).byLabel(domain);
      if (!tenant) throw new Error(`No tenant ${domain}`);
      return runInContext({ requestId: 'test', tenant, locale: 'fr' }, work);
    },
    close,
  };
}

/** Our own errors keep their status; the pages that dress them are tried elsewhere. */
@Catch()
class Answers extends BaseExceptionFilter {
  override catch(error: unknown, host: ArgumentsHost): void {
    super.catch(error instanceof AppError ? new HttpException(error.code, error.status) : error, host);
  }
}

async function addTenants(work: UnitOfWork): Promise<void> {
  await work.operatorWrite(({ query }) =>
    query(
      sql`INSERT INTO platform.tenant (domain, name, kind) VALUES ('saurupt', 'Agence Saurupt', 'agency'), ('mosan', 'Cabinet Mosan', 'agency')`,
    ),
  );
}

export async function until(condition: () => Promise<boolean> | boolean): Promise<void> {
  const limit = Date.now() + 15_000;
  while (!(await condition())) {
    if (Date.now() > limit) throw new Error('It never happened');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
