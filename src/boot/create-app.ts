import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { AppModule } from '../app.module.js';
import type { Config } from '../platform/config/index.js';
import { LOG, NestLog } from '../platform/observability/index.js';
import { configureApp } from '../platform/http/index.js';

/** The web application, ready to listen. */
export async function createApp(config: Config): Promise<NestExpressApplication> {
  const app = await NestFactory.create<NestExpressApplication>(AppModule.with(config), {
    bodyParser: false,
    abortOnError: false,
    bufferLogs: true,
  });
  configureApp(app);
  return app;
}

/** The same application without its doors, for workers and commands. */
export async function createBackgroundApp(config: Config): Promise<INestApplicationContext> {
  const app = await NestFactory.createApplicationContext(AppModule.with(config), {
    abortOnError: false,
    bufferLogs: true,
  });
  app.useLogger(new NestLog(app.get(LOG)));
  return app;
}
