import { createHash } from 'node:crypto';
import { PassThrough, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Entry, fromRandomAccessReaderPromise, RandomAccessReader, type ZipFile } from 'yauzl';
import { InvalidInput } from '../../../platform/errors/index.js';
import type { FileStore } from '../../../platform/files/index.js';

export interface ArchiveEntry {
  name: string;
  /** Unpacked, as the archive says; what unpacks to more is cut. */
  bytes: number;
  open(): Promise<Readable>;
  digest(): Promise<string>;
}

const ENTRIES_AT_MOST = 200_000;

/** The files of a stored ZIP, one after another, read where they lie. @throws when it is no ZIP */
export async function withArchive(
  files: FileStore,
  tenantId: string,
  sha256: string,
  work: (entries: AsyncIterable<ArchiveEntry>) => Promise<void>,
): Promise<void> {
  const bytes = (await files.size(tenantId, sha256)) ?? 0;
  const zip = await openZip(new StoredReader(files, tenantId, sha256), bytes);
  try {
    await work(entriesOf(zip));
  } finally {
    zip.close();
  }
}

/** A sentence in the form rather than a job that fails later. @throws InvalidInput at `archive` */
export async function checkArchive(files: FileStore, tenantId: string, sha256: string): Promise<void> {
  try {
    await withArchive(files, tenantId, sha256, async (entries) => {
      for await (const entry of entries) return void entry;
    });
  } catch {
    throw InvalidInput.at('archive', 'publication:import.error.archive');
  }
}

function openZip(reader: RandomAccessReader, bytes: number): Promise<ZipFile> {
  return fromRandomAccessReaderPromise(reader, bytes, { autoClose: false, validateEntrySizes: true });
}

async function* entriesOf(zip: ZipFile): AsyncGenerator<ArchiveEntry> {
  let count = 0;
  for await (const entry of zip.eachEntry()) {
    count += 1;
    if (count > ENTRIES_AT_MOST) return;
    if (entry.fileName.endsWith('/') || entry.isEncrypted()) continue;
    yield described(zip, entry);
  }
}

function described(zip: ZipFile, entry: Entry): ArchiveEntry {
  const open = () => zip.openReadStreamPromise(entry);
  return {
    name: entry.fileName,
    bytes: entry.uncompressedSize,
    open,
    digest: async () => {
      const hash = createHash('sha256');
      await pipeline(await open(), hash);
      return hash.digest('hex');
    },
  };
}

/** Ranges of a stored file, wherever files are kept. */
class StoredReader extends RandomAccessReader {
  constructor(
    private readonly files: FileStore,
    private readonly tenantId: string,
    private readonly sha256: string,
  ) {
    super();
  }

  override _readStreamForRange(start: number, end: number): Readable {
    const through = new PassThrough();
    this.files.open(this.tenantId, this.sha256, { start, end: end - 1 }).then(
      (range) => pipeline(range, through).catch(() => undefined),
      (error: Error) => through.destroy(error),
    );
    return through;
  }
}
