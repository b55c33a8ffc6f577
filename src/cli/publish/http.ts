import { lookup } from 'node:dns';
import { request as plain, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as secure } from 'node:https';
import type { LookupFunction } from 'node:net';
import { text } from 'node:stream/consumers';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

export interface Answer {
  status: number;
  headers: IncomingMessage['headers'];
  /** Parsed JSON; undefined when there is none. */
  body: unknown;
}

export interface Asked {
  method: string;
  url: URL;
  headers?: Record<string, string>;
  body?: Readable;
}

const PATIENCE_MS = 90_000;

/** `*.localhost` is this machine, which not every resolver knows. */
const resolve: LookupFunction = (host, options, callback) =>
  lookup(host.endsWith('.localhost') ? 'localhost' : host, options, callback);

/** One request, its body streamed. Rejects when the connection fails, resolves for every status. */
export async function send({ method, url, headers, body }: Asked): Promise<Answer> {
  const options: RequestOptions = {
    method,
    headers: { Accept: 'application/json', ...headers },
    lookup: resolve,
    timeout: PATIENCE_MS,
  };
  const request = (url.protocol === 'https:' ? secure : plain)(url, options);
  const answered = new Promise<IncomingMessage>((resolve, reject) => {
    request.once('response', resolve);
    request.once('error', reject);
    request.once('timeout', () => request.destroy(new Error(`no answer from ${url.host} in ${PATIENCE_MS / 1_000} s`)));
  });
  // A server may refuse before it has read everything: its answer counts more than the pipe it broke.
  const sent = body ? pipeline(body, request) : Promise.resolve(void request.end());
  const response = await Promise.race([answered, sent.then(() => answered)]);
  const written = await text(response);
  sent.catch(() => undefined);
  return { status: response.statusCode ?? 0, headers: response.headers, body: parsed(written) };
}

function parsed(written: string): unknown {
  try {
    return written === '' ? undefined : JSON.parse(written);
  } catch {
    return undefined;
  }
}
