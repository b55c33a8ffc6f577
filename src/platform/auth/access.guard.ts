import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request } from 'express';
import { context } from '../context/index.js';
import { Forbidden, NotFound } from '../errors/index.js';
import { Csrf } from '../http/csrf.js';
import { RedirectTo } from '../http/redirect-to.js';
import { ACCESS, type Access, FEATURE } from './access.js';
import { decideAccess } from './decide-access.js';
import { DOORS } from './doors.js';

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Authenticates by the session already read, authorises by the route's declaration, then checks the CSRF token. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly csrf: Csrf,
  ) {}

  canActivate(execution: ExecutionContext): boolean {
    const request = execution.switchToHttp().getRequest<Request>();
    const targets = [execution.getHandler(), execution.getClass()];
    const rule = this.reflector.getAllAndOverride<Access | undefined>(ACCESS, targets);
    if (!rule || hasNul(request.path)) throw new NotFound();
    const { viewer, tenant } = context();
    const feature = this.reflector.getAllAndOverride<string | undefined>(FEATURE, targets);
    const featureOn = feature === undefined || (tenant?.features.includes(feature) ?? false);
    const decision = decideAccess(rule, request.site.kind, viewer, featureOn);
    switch (decision.outcome) {
      case 'enter':
        break;
      case 'not_found':
        throw new NotFound();
      case 'forbidden':
        throw new Forbidden();
      case 'sign_in':
        throw new RedirectTo(withReturn(DOORS[decision.door].signIn, request), sessionLost(request));
      case 'finish_sign_in':
        throw new RedirectTo(DOORS[decision.door].finish);
    }
    if (
      viewer.kind === 'resident' &&
      viewer.seenBy &&
      !SAFE_METHODS.has(request.method) &&
      rule.audience === 'resident'
    ) {
      throw new Forbidden('forms:read-only');
    }
    if (!SAFE_METHODS.has(request.method) && rule.audience !== 'machine') this.csrf.check(request);
    return true;
  }
}

/** Nothing has a name with a NUL in it; asked for, the database would fail. */
const hasNul = (path: string): boolean => path.includes('%00');

/** Only pages are come back to; a POST's address alone would answer nothing. */
function withReturn(door: string, request: Request): string {
  const address = request.originalUrl;
  if (request.method !== 'GET' || address === '/' || request.path === door) return door;
  return `${door}?retour=${encodeURIComponent(address)}`;
}

/** Who comes with a session that is no more is told so; who never had one is not. */
function sessionLost(request: Request): string | undefined {
  return request.sessionToken ? 'forms:signed-out' : undefined;
}
