import type { CookieOptions, Request, Response } from 'express';
import { Config } from '../config/index.js';

/** Host-only: a cookie of one tenant is never sent to another. `__Host-` makes browsers hold us to it. */
export function sessionCookieName(config: Config): string {
  return config.secureCookies ? '__Host-session' : 'session';
}

export function cookieOptions(config: Config): CookieOptions {
  return { httpOnly: true, sameSite: 'lax', secure: config.secureCookies, path: '/' };
}

export function readSessionToken(request: Request, config: Config): string | undefined {
  const value: unknown = request.cookies?.[sessionCookieName(config)];
  return typeof value === 'string' && /^[A-Za-z0-9_-]{43}$/.test(value) ? value : undefined;
}

export function giveSessionToken(response: Response, config: Config, token: string): void {
  response.cookie(sessionCookieName(config), token, cookieOptions(config));
}

export function takeSessionToken(response: Response, config: Config): void {
  response.clearCookie(sessionCookieName(config), cookieOptions(config));
}
