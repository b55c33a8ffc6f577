import { Injectable } from '@nestjs/common';
import { doubleCsrf, type DoubleCsrfUtilities } from 'csrf-csrf';
import type { Request, Response } from 'express';
import { Config } from '../config/index.js';
import { FormExpired } from '../errors/index.js';
import { cookieOptions } from './session-cookie.js';

/** Signed double-submit token bound to the session; in the field `_csrf`, or in the address for forms that carry files. */
@Injectable()
export class Csrf {
  private readonly tokens: DoubleCsrfUtilities;

  constructor(config: Config) {
    const secret = config.env.APP_SECRET;
    if (!secret) throw new Error('APP_SECRET: required');
    this.tokens = doubleCsrf({
      getSecret: () => `csrf:${secret}`,
      getSessionIdentifier: (request) => request.sessionToken ?? '',
      cookieName: config.secureCookies ? '__Host-csrf' : 'csrf',
      cookieOptions: { ...cookieOptions(config), sameSite: 'lax' },
      getCsrfTokenFromRequest: (request) =>
        request.body?._csrf ?? request.query._csrf ?? request.headers['x-csrf-token'],
    });
  }

  token(request: Request, response: Response): string {
    return this.tokens.generateCsrfToken(request, response);
  }

  /** @throws FormExpired when the form was not ours, or is too old */
  check(request: Request): void {
    if (!this.tokens.validateRequest(request)) throw new FormExpired('forms:expired');
  }
}
