import type { Readable } from 'node:stream';

/** First and last byte, both included. */
export interface ByteRange {
  start: number;
  end: number;
}

/** A place that keeps bytes under keys (`storage-keys.ts`). Knows nothing of digests, tenants or types. */
export interface BlobDriver {
  /** Puts the whole local file at its place, entirely or not at all; the local file is gone or useless afterwards. */
  place(key: string, path: string): Promise<void>;
  /** Bytes held there; null when there is nothing. */
  size(key: string): Promise<number | null>;
  /** null when there is nothing. */
  open(key: string, range?: ByteRange): Promise<Readable | null>;
  /** What is not there any more is no error. */
  remove(key: string): Promise<void>;
  /** Bytes received so far of an unfinished upload, from the first on. */
  partialSize(key: string): Promise<number>;
  /** Adds at `offset`; what arrived before a failure of `chunks` is kept. @returns the new size */
  append(key: string, offset: number, chunks: AsyncIterable<Buffer>): Promise<number>;
  openPartial(key: string): Promise<Readable>;
  removePartial(key: string): Promise<void>;
  /** Removes what lies under an area and has not changed since. @returns how many */
  sweep(area: string, unchangedSince: Date): Promise<number>;
  /** @throws when the place cannot be written */
  check(): Promise<void>;
}

/** An upload that is cut loses at most this. */
export const FLUSH_BYTES = 1024 * 1024;
