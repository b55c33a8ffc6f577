import type { NestExpressApplication } from '@nestjs/platform-express';
import compression from 'compression';
import cookieParser from 'cookie-parser';
import express from 'express';
import { Config } from '../config/index.js';
import { LOG, NestLog } from '../observability/index.js';
import { Assets } from '../views/index.js';
import { httpsOnly } from './https-only.js';
import { securityHeaders } from './security-headers.js';
import { RequestContextMiddleware } from './request-context.middleware.js';
import { formWithoutNul } from './without-nul.js';

const FORM_LIMIT = '1mb';

/** The one set-up of the HTTP side: `main.ts` and the tests call it, neither adds anything of its own. */
export function configureApp(app: NestExpressApplication): void {
  const config = app.get(Config);
  app.useLogger(new NestLog(app.get(LOG)));
  app.disable('x-powered-by');
  app.set('trust proxy', config.env.TRUST_PROXY);
  app.set('etag', false);
  app.set('query parser', 'extended');
  app.use(securityHeaders(config), httpsOnly(config));
  app.use(compression({ threshold: 4_096 }));
  for (const mount of app.get(Assets).mounts) {
    const kept = mount.immutable ? { immutable: true, maxAge: '365d' } : {};
    app.use(mount.prefix, express.static(mount.folder, { index: false, fallthrough: false, redirect: false, ...kept }));
  }
  app.use(cookieParser());
  const contexts = app.get(RequestContextMiddleware);
  app.use(contexts.use.bind(contexts));
  app.use(express.urlencoded({ extended: true, limit: FORM_LIMIT }), express.json({ limit: FORM_LIMIT }));
  app.use(formWithoutNul);
}
