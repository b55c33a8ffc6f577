import type { RequestHandler } from 'express';
import type { Config } from '../config/index.js';

const ASKS_ONLY = new Set(['GET', 'HEAD']);

/**
 * Where addresses are `https:`, what the proxy in front says came in clear is asked again over HTTPS; what was sent in clear is refused,
 * since it may have been read on the way. Without a word of a trusted proxy the request is from inside (health, measurements).
 */
export function httpsOnly({ secureCookies }: Config): RequestHandler {
  return (request, response, next) => {
    const trusted = request.app.get('trust proxy fn') as (address: string, hop: number) => boolean;
    const told = request.get('x-forwarded-proto') !== undefined && trusted(request.socket.remoteAddress ?? '', 0);
    if (!secureCookies || request.secure || !told) next();
    else if (ASKS_ONLY.has(request.method)) response.redirect(308, `https://${request.host}${request.originalUrl}`);
    else response.status(403).type('text/plain; charset=utf-8').send('HTTPS only\n');
  };
}
