import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { type Entry, fromRandomAccessReaderPromise, RandomAccessReader, type ZipFile } from 'yauzl';
import type { ByteSource } from '../byte-source.js';
import { type ZipEntry, ZIP_LIMITS } from '../domain/zip-bomb.js';

export interface ZipListing {
  entries: ZipEntry[];
  /** Text of a small entry; '' when there is none of that name. @throws when the entry is damaged */
  text(name: string): Promise<string>;
}

const SMALL_ENTRY_BYTES = 256 * 1024;

/** Reads the table of contents only, stopping as soon as it is longer than any honest document's. @throws when damaged */
export async function withZipListing<T>(source: ByteSource, work: (listing: ZipListing) => Promise<T>): Promise<T> {
  const zip = await fromRandomAccessReaderPromise(new SourceReader(source), source.size, { autoClose: false });
  const found: Entry[] = [];
  for await (const entry of zip.eachEntry()) {
    found.push(entry);
    if (found.length > ZIP_LIMITS.entries) break;
  }
  return work({ entries: found.map(described), text: (name) => textOf(zip, found, name) });
}

function described(entry: Entry): ZipEntry {
  return {
    name: entry.fileName,
    packedBytes: entry.compressedSize,
    bytes: entry.uncompressedSize,
    encrypted: entry.isEncrypted(),
  };
}

async function textOf(zip: ZipFile, entries: Entry[], name: string): Promise<string> {
  const entry = entries.find((one) => one.fileName === name);
  if (!entry || entry.uncompressedSize > SMALL_ENTRY_BYTES || entry.isEncrypted()) return '';
  return (await buffer(await zip.openReadStreamPromise(entry))).toString('utf8');
}

class SourceReader extends RandomAccessReader {
  constructor(private readonly source: ByteSource) {
    super();
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return Readable.from(this.pieces(start, end));
  }

  private async *pieces(start: number, end: number): AsyncGenerator<Buffer> {
    for (let position = start; position < end; position += 65_536) {
      yield await this.source.read(position, Math.min(65_536, end - position));
    }
  }
}
