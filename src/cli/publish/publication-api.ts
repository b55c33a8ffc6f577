import type { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { type Answer, type Asked, send } from './http.js';

const problemSchema = z.looseObject({
  code: z.string().optional(),
  detail: z.string().nullish(),
  line: z.number().nullish(),
});

const runSchema = z.looseObject({
  id: z.string(),
  number: z.number(),
  state: z.string(),
  missing: z.looseObject({ count: z.number(), bytes: z.number() }).nullish(),
  problems: z.array(z.looseObject({ code: z.string(), message: z.string() })).nullish(),
  guardReasons: z.array(z.unknown()).nullish(),
  counts: z.record(z.string(), z.record(z.string(), z.unknown())).nullish().catch(null),
});

const missingSchema = z.looseObject({
  files: z.array(z.looseObject({ sha256: z.string(), bytes: z.number(), filename: z.string().nullish() })),
  next: z.string().nullish(),
});

export type Run = z.infer<typeof runSchema>;
export type MissingFile = z.infer<typeof missingSchema>['files'][number];

/** What the server refused, in its words. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    detail: string,
  ) {
    super(`${status} ${code}${detail ? `: ${detail}` : ''}`);
  }
}

const TRIES = 5;
/** Short: a change that comes between two questions is not waited for. */
const WAIT_SECONDS = 2;

/** The publication API, as any sender may speak it (`docs/publication-format.md`). */
export class PublicationApi {
  private readonly base: URL;

  constructor(
    address: string,
    private readonly key: string,
  ) {
    this.base = new URL('/api/v1/publication/', address);
  }

  async start(manifest: () => Readable, gzip: boolean, options: { simulate: boolean; replace: boolean }): Promise<Run> {
    const headers = { 'Content-Type': 'application/xml', ...(gzip ? { 'Content-Encoding': 'gzip' } : {}) };
    return runSchema.parse(await this.call('POST', 'runs', { query: options, headers, body: manifest }));
  }

  /** The run as it is, or as it becomes within moments. */
  async run(id: string, when: 'now' | 'changed'): Promise<Run> {
    return runSchema.parse(
      await this.call('GET', `runs/${id}`, { query: { wait: when === 'now' ? 0 : WAIT_SECONDS } }),
    );
  }

  async *missing(id: string): AsyncGenerator<MissingFile> {
    let after: string | undefined;
    do {
      const page = missingSchema.parse(
        await this.call('GET', `runs/${id}/missing`, { query: { limit: 1000, ...(after ? { after } : {}) } }),
      );
      yield* page.files;
      after = page.next ?? undefined;
    } while (after);
  }

  async put(sha256: string, bytes: number, content: () => Readable): Promise<void> {
    const headers = { 'Content-Type': 'application/octet-stream', 'Content-Length': String(bytes) };
    await this.call('PUT', `files/${sha256}`, { headers, body: content });
  }

  /** Bytes the server holds of an unfinished upload. */
  async offset(sha256: string): Promise<number> {
    const { headers } = await this.ask('HEAD', `files/${sha256}`, {});
    return Number(headers['upload-offset'] ?? 0);
  }

  async append(sha256: string, offset: number, bytes: number, content: () => Readable): Promise<void> {
    const headers = {
      'Content-Type': 'application/offset+octet-stream',
      'Upload-Offset': String(offset),
      'Content-Length': String(bytes),
    };
    const answer = await this.once('PATCH', `files/${sha256}`, { headers, body: content });
    if (answer.status >= 400) throw refusal(answer);
  }

  async commit(id: string, allowMissing: boolean): Promise<void> {
    await this.call('POST', `runs/${id}/commit`, { query: { allowMissing } });
  }

  async abandon(id: string): Promise<void> {
    await this.call('DELETE', `runs/${id}`, {});
  }

  private async call(method: string, path: string, what: Call): Promise<unknown> {
    return (await this.ask(method, path, what)).body;
  }

  /** Tries again what a pause may mend: a cut connection, a server that starts or is asked too much. */
  private async ask(method: string, path: string, what: Call): Promise<Answer> {
    for (let attempt = 1; ; attempt += 1) {
      const answer = await this.once(method, path, what).catch((error: Error) => {
        if (attempt === TRIES) throw error;
        return null;
      });
      if (answer && answer.status < 400) return answer;
      const passing = answer === null || answer.status === 429 || answer.status >= 502;
      if (!passing || attempt === TRIES) throw refusal(answer as Answer);
      await pause(Number(answer?.headers['retry-after'] ?? 2 ** (attempt - 1)) * 1_000);
    }
  }

  private once(method: string, path: string, { query = {}, headers = {}, body }: Call): Promise<Answer> {
    const url = new URL(path, this.base);
    for (const [name, value] of Object.entries(query)) if (value !== false) url.searchParams.set(name, String(value));
    const asked: Asked = { method, url, headers: { Authorization: `Bearer ${this.key}`, ...headers } };
    return send(body ? { ...asked, body: body() } : asked);
  }
}

interface Call {
  query?: Record<string, string | number | boolean>;
  headers?: Record<string, string>;
  /** Opened anew for each attempt. */
  body?: () => Readable;
}

function refusal({ status, body }: Answer): Refused {
  const { code, detail, line } = problemSchema.safeParse(body).data ?? {};
  return new Refused(status, code ?? 'refused', `${detail ?? ''}${line ? ` (line ${line})` : ''}`);
}
