import { Injectable } from '@nestjs/common';
import { buffer } from 'node:stream/consumers';
import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { extract, type Header } from 'tar-stream';
import { AppError } from '../../platform/errors/index.js';
import { isSha256, FileRefused } from '../../platform/files/index.js';
import { RunFiles } from '../runs/run-files.service.js';
import { ApiProblem } from './api-problem.js';

type Entry = AsyncIterable<Buffer> & { header: Header; resume(): unknown };

export interface TarOutcome {
  stored: number;
  already: number;
  refused: { name: string; code: string }[];
}

const MAX_BYTES = 1024 ** 3;
/** Files up to this size are stored while the next ones are read. */
const SMALL_BYTES = 1024 ** 2;
const AT_ONCE = 6;

/** Regular files named by their digest; a bad entry does not lose the others. */
@Injectable()
export class TarReception {
  constructor(private readonly files: RunFiles) {}

  /** @throws ApiProblem when the archive is broken or too large: what came before is stored */
  async receive(sourceId: string, tar: Readable): Promise<TarOutcome> {
    const outcome: TarOutcome = { stored: 0, already: 0, refused: [] };
    const underWay = new Set<Promise<void>>();
    const entries = extract();
    const reading = pipeline(limited(tar), entries as unknown as Writable).catch((error: Error) => error);
    try {
      for await (const entry of entries) {
        const taking = await this.begin(sourceId, entry as unknown as Entry, outcome);
        if (!taking) continue;
        const done: Promise<void> = taking().finally(() => underWay.delete(done));
        underWay.add(done);
        if (underWay.size >= AT_ONCE) await Promise.race(underWay);
      }
    } catch (error) {
      if (error instanceof ApiProblem || error instanceof AppError) throw error;
      throw new ApiProblem(400, 'bad_archive', 'l’archive tar est illisible ou coupée', { ...outcome });
    } finally {
      await Promise.allSettled(underWay);
    }
    await reading;
    return outcome;
  }

  /** Resolves once the archive can be read on. @returns what may be done meanwhile */
  private async begin(sourceId: string, entry: Entry, outcome: TarOutcome): Promise<(() => Promise<void>) | null> {
    const { name, type, size } = entry.header;
    const code = codeOf(name, type);
    if (code === null && size <= SMALL_BYTES) {
      const bytes = await buffer(entry);
      return () => this.take(sourceId, name, Readable.from([bytes], { objectMode: false }), outcome);
    }
    if (code === null) await this.take(sourceId, name, Readable.from(entry, { objectMode: false }), outcome);
    else if (type !== 'directory') outcome.refused.push({ name, code });
    entry.resume();
    return null;
  }

  private async take(sourceId: string, name: string, bytes: Readable, outcome: TarOutcome): Promise<void> {
    try {
      outcome[await this.files.receive(sourceId, name, bytes)] += 1;
    } catch (error) {
      if (!(error instanceof AppError) || error.status >= 500) throw error;
      outcome.refused.push({ name, code: error instanceof FileRefused ? error.reason : error.code });
    }
  }
}

function codeOf(name: string, type: Header['type']): string | null {
  if (type !== 'file') return 'not_a_file';
  return isSha256(name) ? null : 'not_a_digest';
}

function limited(tar: Readable): Readable {
  let bytes = 0;
  return Readable.from(
    (async function* () {
      for await (const chunk of tar as AsyncIterable<Buffer>) {
        bytes += chunk.length;
        if (bytes > MAX_BYTES) throw new ApiProblem(413, 'too_large', 'une archive fait 1 Gio au plus');
        yield chunk;
      }
    })(),
    { objectMode: false },
  );
}
