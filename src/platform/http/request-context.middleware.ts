import { Injectable, type NestMiddleware } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import type { NextFunction, Request, Response } from 'express';
import { NOBODY, type Viewer } from '../auth/viewer.js';
import { ViewerSource } from '../auth/viewer-source.js';
import { Config } from '../config/index.js';
import { runInContext } from '../context/index.js';
import { chooseLocale } from '../i18n/index.js';
import { siteOf, type Tenant, TenantDirectory } from '../tenancy/index.js';
import { readSessionToken } from './session-cookie.js';

/** host → tenant → session → viewer. What follows runs in that context. A label nobody has is a host nobody knows. */
@Injectable()
export class RequestContextMiddleware implements NestMiddleware {
  constructor(
    private readonly config: Config,
    private readonly tenants: TenantDirectory,
    private readonly viewers: ViewerSource,
  ) {}

  async use(request: Request, response: Response, next: NextFunction): Promise<void> {
    const requestId = randomUUID();
    response.setHeader('X-Request-Id', requestId);
    request.site = siteOf(request.headers.host, this.config.env.BASE_DOMAIN);
    const tenant = await this.tenantOf(request);
    const viewer = await this.viewerOf(request, tenant);
    const locale = chooseLocale({
      user: viewer.kind === 'nobody' ? chosenBefore(request) : (viewer.locale ?? chosenBefore(request)),
      tenant: tenant?.locale,
      browser: request.headers['accept-language'],
    });
    runInContext({ requestId, tenant, viewer, locale, address: request.ip ?? null }, next);
  }

  private async tenantOf(request: Request): Promise<Tenant | null> {
    if (request.site.kind !== 'tenant') return null;
    const tenant = await this.tenants.byLabel(request.site.label);
    if (!tenant) request.site = { kind: 'other' };
    return tenant;
  }

  private async viewerOf(request: Request, tenant: Tenant | null): Promise<Viewer> {
    const token = readSessionToken(request, this.config);
    if (!token) return NOBODY;
    request.sessionToken = token;
    if (tenant) return this.viewers.forTenant(tenant.id, token, request.path);
    return request.site.kind === 'apex' ? this.viewers.forOperator(token) : NOBODY;
  }
}

function chosenBefore(request: Request): string | null {
  const value: unknown = request.cookies?.langue;
  return typeof value === 'string' ? value : null;
}
