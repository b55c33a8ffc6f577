import { Injectable, Logger } from '@nestjs/common';
import { Readable } from 'node:stream';
import { Clock } from '../../platform/clock/index.js';
import { currentTenant } from '../../platform/context/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import { FileStore } from '../../platform/files/index.js';
import type { CopySize } from './draw-copy.js';
import { keepCopy, keptCopy } from './photo-copies.queries.js';

/** Pictures drawn at once in this process: each holds tens of megabytes. */
const AT_ONCE = 2;
const TRIED_AGAIN_MS = 24 * 3_600_000;
const MOST_BYTES = 16 * 1024 * 1024;

/** The copies of photos that are shown, kept once made. */
@Injectable()
export class PhotoCopies {
  private readonly log = new Logger('photos');
  private readonly waiting: (() => void)[] = [];
  private drawing = 0;

  constructor(
    private readonly work: UnitOfWork,
    private readonly files: FileStore,
    private readonly clock: Clock,
  ) {}

  /** Digest of the copy of that original; null when the original cannot be read. Access was checked by the caller. */
  async of(original: string, size: CopySize): Promise<string | null> {
    const now = this.clock.now();
    const givenUpSince = new Date(now.getTime() - TRIED_AGAIN_MS);
    const kept = await this.work.read((query) => keptCopy(query, original, size, givenUpSince));
    if (kept === null || (kept && (await this.files.has(currentTenant().id, kept)))) return kept;
    const copy = await this.inTurn(() => this.make(original, size));
    if (copy === null) this.log.warn(`photo ${original} cannot be read`);
    await this.work.write(({ query }) => keepCopy(query, { original, size, copy, now }));
    return copy;
  }

  private async make(original: string, size: CopySize): Promise<string | null> {
    const tenantId = currentTenant().id;
    const { drawCopy } = await import('./draw-copy.js'); // weighs on no process that draws none
    const drawn = await drawCopy(await this.files.open(tenantId, original), size);
    return drawn && (await this.files.receive(tenantId, Readable.from(drawn), { maxBytes: MOST_BYTES })).sha256;
  }

  private async inTurn<T>(draw: () => Promise<T>): Promise<T> {
    if (this.drawing >= AT_ONCE) await new Promise<void>((resolve) => this.waiting.push(resolve));
    else this.drawing += 1;
    try {
      return await draw();
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.drawing -= 1;
    }
  }
}
