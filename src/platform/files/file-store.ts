import type { Readable } from 'node:stream';
import { NotFound } from '../errors/index.js';
import { withFileSource } from './byte-source.js';
import { chunksOf, upTo } from './chunks.js';
import { blobKey, PARTIAL_AREA, partialKey, QUARANTINE_AREA, quarantineKey } from './domain/storage-keys.js';
import type { BlobDriver, ByteRange } from './drivers/blob-driver.js';
import { FileRefused } from './file-refused.js';
import type { FileInspector } from './inspection/file-inspector.js';
import type { Spool, Spooled } from './spool.js';
import { outside } from './storage-faults.js';
import { WrongOffset } from './wrong-offset.js';

export interface Expectations {
  maxBytes: number;
  /** 64 hexadecimal digits; anything else received is refused. */
  expectedSha256?: string;
  expectedBytes?: number;
  /** Media types taken, judged by content; absent, the content is not looked at (files of our own making). */
  accept?: readonly string[];
}

export interface StoredBlob {
  sha256: string;
  bytes: number;
  /** By content; null when `accept` was not given. */
  mediaType: string | null;
  restricted: boolean;
}

/**
 * Files of every tenant, each under the SHA-256 of its bytes: what is received twice is stored once, and what was stored is
 * never changed. Bytes pass through, they are never held whole. Every failure of the disk or of S3 is OutsideUnavailable.
 */
export class FileStore {
  constructor(
    private readonly driver: BlobDriver,
    private readonly spool: Spool,
    private readonly inspector: FileInspector,
  ) {}

  /** All of it, checked, or nothing. The stream is read, not destroyed. @throws FileRefused */
  receive(tenantId: string, stream: Readable, expected: Expectations): Promise<StoredBlob> {
    return outside(() =>
      this.spool.hold(stream, expected.maxBytes, (spooled) => this.keep(tenantId, spooled, expected)),
    );
  }

  /** Bytes held of an unfinished upload; its name is the caller's (`[A-Za-z0-9_-]`, 128 at most). */
  partialOffset(tenantId: string, upload: string): Promise<number> {
    return outside(() => this.driver.partialSize(partialKey(tenantId, upload)));
  }

  /**
   * Adds to an unfinished upload; what arrives is flushed every MiB at least, and kept if the sender is cut.
   * @returns the new offset
   * @throws WrongOffset with the right one; FileRefused past `maxBytes`
   */
  async append(tenantId: string, upload: string, offset: number, stream: Readable, maxBytes: number): Promise<number> {
    const held = await this.partialOffset(tenantId, upload);
    if (held !== offset) throw new WrongOffset(held);
    return outside(() =>
      this.driver.append(partialKey(tenantId, upload), offset, upTo(chunksOf(stream), maxBytes - offset)),
    );
  }

  /** What was received becomes a file like any other. A refused upload is thrown away: it must begin again. */
  async finish(tenantId: string, upload: string, expected: Expectations): Promise<StoredBlob> {
    const key = partialKey(tenantId, upload);
    if ((await this.partialOffset(tenantId, upload)) === 0)
      throw new NotFound(undefined, {}, `nothing received of ${upload}`);
    try {
      const stored = await this.receive(tenantId, await outside(() => this.driver.openPartial(key)), expected);
      await outside(() => this.driver.removePartial(key));
      return stored;
    } catch (error) {
      if (error instanceof FileRefused) await outside(() => this.driver.removePartial(key));
      throw error;
    }
  }

  discard(tenantId: string, upload: string): Promise<void> {
    return outside(() => this.driver.removePartial(partialKey(tenantId, upload)));
  }

  /** Bytes of the file, or null when the tenant has none of that digest. */
  size(tenantId: string, sha256: string): Promise<number | null> {
    return outside(() => this.driver.size(blobKey(tenantId, sha256)));
  }

  async has(tenantId: string, sha256: string): Promise<boolean> {
    return (await this.size(tenantId, sha256)) !== null;
  }

  /** @throws NotFound */
  async open(tenantId: string, sha256: string, range?: ByteRange): Promise<Readable> {
    const opened = await outside(() => this.driver.open(blobKey(tenantId, sha256), range));
    if (!opened) throw new NotFound(undefined, {}, `no file ${sha256}`);
    return opened;
  }

  /** For the job that removes what nothing refers to any more; may be run again. */
  remove(tenantId: string, sha256: string): Promise<void> {
    return outside(() => this.driver.remove(blobKey(tenantId, sha256)));
  }

  /** Throws away unfinished uploads and quarantined files untouched since `unchangedSince`. @returns how many */
  async sweep(unchangedSince: Date): Promise<number> {
    const counts = [
      await this.driver.sweep(PARTIAL_AREA, unchangedSince),
      await this.driver.sweep(QUARANTINE_AREA, unchangedSince),
      await this.spool.sweep(unchangedSince),
    ];
    return counts.reduce((sum, count) => sum + count, 0);
  }

  /** @throws OutsideUnavailable when files could not be stored now */
  check(): Promise<void> {
    return outside(() => this.driver.check());
  }

  private async keep(tenantId: string, spooled: Spooled, expected: Expectations): Promise<StoredBlob> {
    const { sha256, bytes, path } = spooled;
    if (expected.expectedBytes !== undefined && bytes !== expected.expectedBytes)
      throw new FileRefused('length', `${bytes} bytes`);
    if (expected.expectedSha256 && sha256 !== expected.expectedSha256) throw new FileRefused('digest', sha256);
    const found = expected.accept
      ? await this.examine(tenantId, spooled, expected.accept)
      : { mediaType: null, restricted: false };
    const key = blobKey(tenantId, sha256);
    if ((await this.driver.size(key)) !== bytes) await this.driver.place(key, path);
    return { sha256, bytes, ...found };
  }

  private async examine(tenantId: string, spooled: Spooled, accept: readonly string[]) {
    const verdict = await withFileSource(spooled.path, (source) => this.inspector.inspect(source, accept));
    if (verdict.taken) return { mediaType: verdict.mediaType, restricted: verdict.restricted };
    if (verdict.reason === 'infected') await this.driver.place(quarantineKey(tenantId, spooled.sha256), spooled.path);
    throw new FileRefused(verdict.reason, verdict.detail);
  }
}
