import { Inject, Injectable, type NestMiddleware } from '@nestjs/common';
import type { NextFunction, Request, Response } from 'express';
import { type Context, contextIfAny, runInContext } from '../context/index.js';
import type { Log } from './log.js';
import { LOG } from './log.token.js';
import { Metrics } from './metrics.js';

/** Route of what matched none: the address itself is never written, it may hold a token. */
const NO_ROUTE = '(none)';

/** One line and one measure per request: who asked is a kind of viewer, what was asked is a route pattern. */
@Injectable()
export class RequestLogMiddleware implements NestMiddleware {
  constructor(
    @Inject(LOG) private readonly log: Log,
    private readonly metrics: Metrics,
  ) {}

  use(request: Request, response: Response, next: NextFunction): void {
    const begun = performance.now();
    const current = contextIfAny();
    response.once('close', () => this.answered(request, response, performance.now() - begun, current));
    next();
  }

  private answered(request: Request, response: Response, ms: number, current: Context | undefined): void {
    const route = routeOf(request);
    const { method } = request;
    const { statusCode: status, writableFinished } = response;
    this.metrics.httpAnswered({ method, route, status, seconds: ms / 1_000, tenant: current?.tenant?.domain ?? null });
    const fields = { method, route, status, ms: Math.round(ms * 10) / 10, cut: writableFinished ? undefined : true };
    const level = status >= 500 ? 'warn' : quiet(route) ? 'debug' : 'info';
    runInContext(current ?? {}, () => this.log[level](fields, `${method} ${route} ${status}`));
  }
}

function routeOf(request: Request): string {
  const path: unknown = (request.route as { path?: unknown } | undefined)?.path;
  return typeof path === 'string' ? path : NO_ROUTE;
}

/** Probes come every few seconds and say nothing new. */
function quiet(route: string): boolean {
  return route.startsWith('/health') || route === '/metrics';
}
