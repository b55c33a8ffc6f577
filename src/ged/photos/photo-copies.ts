import { Injectable, Logger } from '@nestjs/common';
import { Readable } from 'node:stream';
import { Clock } from '../../platform/clock/index.js';
import { currentTenant } from '../../platform/context/index.js';
import { sql, UnitOfWork } from '../../platform/database/index.js';
import { FileStore } from '../../platform/files/index.js';
import { type CopySize, drawCopy } from './draw-copy.js';

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
    const kept = await this.kept(original, size);
    if (kept === null || (kept && (await this.files.has(currentTenant().id, kept)))) return kept;
    const made = await this.inTurn(() => this.make(original, size));
    if (made === null) this.log.warn(`photo ${original} cannot be read`);
    await this.work.write(({ query }) =>
      query(sql`
        INSERT INTO photo_copy (sha256, size, copy_sha256, made_at) VALUES (${original}, ${size}, ${made}, ${this.clock.now()})
        ON CONFLICT (tenant_id, sha256, size) DO UPDATE SET copy_sha256 = excluded.copy_sha256, made_at = excluded.made_at`),
    );
    return made;
  }

  /** undefined: never made, or given up so long ago that it is tried again. */
  private async kept(original: string, size: CopySize): Promise<string | null | undefined> {
    const givenUpSince = new Date(this.clock.now().getTime() - TRIED_AGAIN_MS);
    const [row] = await this.work.read((query) =>
      query<{ copy: string | null }>(sql`
        SELECT copy_sha256 AS copy FROM photo_copy
        WHERE sha256 = ${original} AND size = ${size} AND (copy_sha256 IS NOT NULL OR made_at > ${givenUpSince})`),
    );
    return row?.copy;
  }

  private async make(original: string, size: CopySize): Promise<string | null> {
    const tenantId = currentTenant().id;
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
