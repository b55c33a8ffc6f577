import type { Request } from 'express';

/** Thrown where a page cannot be shown now: the answer is a redirect (303). */
export class RedirectTo extends Error {
  constructor(
    readonly address: string,
    /** Locale key of what the page arrived at says once. */
    readonly notice?: string,
  ) {
    super(`see ${address}`);
  }
}

/** An address of this site or the fallback: never another host, never a scheme, never a control character. */
export function localAddress(candidate: unknown, fallback: string): string {
  if (typeof candidate !== 'string' || !/^\/(?![/\\])[^\\\p{Cc}]*$/u.test(candidate)) return fallback;
  return candidate;
}

/** The page of this very host that the request says it came from; null when it names none, or another site sent it. */
export function pageBefore(request: Request): string | null {
  const { host, referer, 'sec-fetch-site': from = 'same-origin' } = request.headers;
  if (from !== 'same-origin' || !referer || !URL.canParse(referer)) return null;
  const { host: refererHost, pathname, search } = new URL(referer);
  return refererHost === host ? localAddress(pathname + search, '/') : null;
}
