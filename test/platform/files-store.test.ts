import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { DOCUMENT_TYPES } from '../../src/platform/files/domain/media-types.js';
import { DiskDriver } from '../../src/platform/files/drivers/disk-driver.js';
import { S3Driver } from '../../src/platform/files/drivers/s3-driver.js';
import { FileStore } from '../../src/platform/files/file-store.js';
import { FileInspector } from '../../src/platform/files/inspection/file-inspector.js';
import { TestFileScanner } from '../../src/platform/files/inspection/malware-scanner.js';
import { Spool } from '../../src/platform/files/spool.js';
import { startS3 } from './support/s3-server.js';

const SAURUPT = '0193a1b2-0000-7000-8000-000000000001';
const MOSAN = '0193a1b2-0000-7000-8000-000000000002';
const MIB = 1024 * 1024;
const sha = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
const inspector = new FileInspector(new TestFileScanner());

const places = {
  disk: async () => {
    const folder = await mkdtemp(join(tmpdir(), 'files-'));
    const store = new FileStore(new DiskDriver(folder), new Spool(join(folder, '.incoming')), inspector);
    return { store, stop: () => rm(folder, { recursive: true }) };
  },
  S3: async () => {
    const [s3, folder] = [await startS3(), await mkdtemp(join(tmpdir(), 'spool-'))];
    const store = new FileStore(new S3Driver(s3.place), new Spool(folder), inspector);
    const stop = async () => {
      await s3.stop();
      await rm(folder, { recursive: true, force: true });
    };
    return { store, stop };
  },
};

describe.each(['disk', 'S3'] as const)('files on %s', (kind) => {
  let store: FileStore;
  let stop: () => Promise<void>;
  beforeAll(async () => ({ store, stop } = await places[kind]()));
  afterAll(() => stop());

  it('come back as they were received, whole or in part', async () => {
    const bytes = randomBytes(20 * MIB);
    const stored = await store.receive(SAURUPT, pieces(bytes), { maxBytes: 100 * MIB, expectedSha256: sha(bytes) });
    expect(stored).toEqual({ sha256: sha(bytes), bytes: bytes.length, mediaType: null, restricted: false });
    expect(sha(await buffer(await store.open(SAURUPT, stored.sha256)))).toBe(stored.sha256);
    const part = await buffer(await store.open(SAURUPT, stored.sha256, { start: 1000, end: 1999 }));
    expect(part.equals(bytes.subarray(1000, 2000))).toBe(true);
  });

  it('are of one tenant: another does not find them', async () => {
    const bytes = Buffer.from('à Saurupt seulement');
    await store.receive(SAURUPT, pieces(bytes), { maxBytes: MIB });
    expect(await store.has(SAURUPT, sha(bytes))).toBe(true);
    expect(await store.has(MOSAN, sha(bytes))).toBe(false);
    await expect(store.open(MOSAN, sha(bytes))).rejects.toMatchObject({ code: 'not_found' });
    await store.remove(MOSAN, sha(bytes));
    expect(await store.size(SAURUPT, sha(bytes))).toBe(bytes.length);
  });

  it.each([
    ['another digest', { maxBytes: MIB, expectedSha256: 'ab'.repeat(32) }, 'digest'],
    ['another length', { maxBytes: MIB, expectedBytes: 3 }, 'length'],
    ['too many bytes', { maxBytes: 5 }, 'too_large'],
    ['a type not taken', { maxBytes: MIB, accept: ['application/pdf'] }, 'type'],
  ])('are refused for %s, and nothing is stored [PUB-73]', async (_, expected, reason) => {
    const bytes = Buffer.from(`quelques mots (${reason})`);
    await expect(store.receive(SAURUPT, pieces(bytes), expected)).rejects.toMatchObject({ reason, status: 422 });
    expect(await store.has(SAURUPT, sha(bytes))).toBe(false);
  });

  it('say their type by content when asked', async () => {
    const stored = await store.receive(SAURUPT, pieces(Buffer.from('Bonjour')), {
      maxBytes: MIB,
      accept: DOCUMENT_TYPES,
    });
    expect(stored.mediaType).toBe('text/plain');
  });

  it('that nobody sends entirely leave nothing', async () => {
    const cut = Readable.from(cutAfter(Buffer.alloc(100), 1), { objectMode: false });
    await expect(store.receive(SAURUPT, cut, { maxBytes: MIB })).rejects.toThrow('cut');
  });

  it('may be removed twice', async () => {
    const bytes = Buffer.from('à jeter');
    await store.receive(SAURUPT, pieces(bytes), { maxBytes: MIB });
    await store.remove(SAURUPT, sha(bytes));
    await store.remove(SAURUPT, sha(bytes));
    expect(await store.has(SAURUPT, sha(bytes))).toBe(false);
  });

  it('resume where a cut connection left them, and are checked at the end [PUB-74]', async () => {
    const bytes = randomBytes(5 * MIB);
    const cut = Readable.from(cutAfter(bytes.subarray(0, 3 * MIB), 3), { objectMode: false });
    await expect(store.append(SAURUPT, 'upload-1', 0, cut, 100 * MIB)).rejects.toThrow('cut');
    const offset = await store.partialOffset(SAURUPT, 'upload-1');
    expect(offset).toBeGreaterThanOrEqual(3 * MIB);
    await expect(store.append(SAURUPT, 'upload-1', 7, pieces(bytes), 100 * MIB)).rejects.toMatchObject({
      status: 409,
      offset,
    });
    expect(await store.append(SAURUPT, 'upload-1', offset, pieces(bytes.subarray(offset)), 100 * MIB)).toBe(
      bytes.length,
    );
    const stored = await store.finish(SAURUPT, 'upload-1', { maxBytes: 100 * MIB, expectedSha256: sha(bytes) });
    expect(sha(await buffer(await store.open(SAURUPT, stored.sha256)))).toBe(sha(bytes));
    expect(await store.partialOffset(SAURUPT, 'upload-1')).toBe(0);
  });

  it('sent with one byte altered are refused, and begin again [PUB-73]', async () => {
    await store.append(SAURUPT, 'upload-2', 0, pieces(Buffer.from('abd')), MIB);
    const finishing = store.finish(SAURUPT, 'upload-2', { maxBytes: MIB, expectedSha256: sha(Buffer.from('abc')) });
    await expect(finishing).rejects.toMatchObject({ reason: 'digest' });
    expect(await store.partialOffset(SAURUPT, 'upload-2')).toBe(0);
  });

  it('never grow past what was allowed', async () => {
    await store.append(SAURUPT, 'upload-3', 0, pieces(Buffer.alloc(6)), 10);
    await expect(store.append(SAURUPT, 'upload-3', 6, pieces(Buffer.alloc(6)), 10)).rejects.toMatchObject({
      reason: 'too_large',
    });
  });

  it('half received and forgotten are swept', async () => {
    await store.append(MOSAN, 'forgotten', 0, pieces(Buffer.from('a')), 10);
    expect(await store.sweep(new Date(Date.now() - 60_000))).toBe(0);
    expect(await store.sweep(new Date(Date.now() + 60_000))).toBeGreaterThan(0);
    expect(await store.partialOffset(MOSAN, 'forgotten')).toBe(0);
  });
});

describe('files', () => {
  it('lie under the tenant, by the first digits of their digest', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'files-'));
    const store = new FileStore(new DiskDriver(folder), new Spool(join(folder, '.incoming')), inspector);
    const { sha256 } = await store.receive(SAURUPT, pieces(Buffer.from('a')), { maxBytes: 1 });
    expect(await readdir(join(folder, SAURUPT, sha256.slice(0, 2)))).toEqual([sha256]);
    expect(await readdir(join(folder, '.incoming'))).toEqual([]);
    await rm(folder, { recursive: true });
  });

  it('answer "later" when their place cannot be reached', async () => {
    const nowhere = {
      endpoint: 'http://127.0.0.1:1',
      bucket: 'b',
      region: 'r',
      accessKeyId: 'k',
      secretAccessKey: 's',
    };
    const store = new FileStore(new S3Driver(nowhere), new Spool(tmpdir()), inspector);
    await expect(store.check()).rejects.toMatchObject({ status: 503 });
    const notAFolder = new FileStore(new DiskDriver(process.execPath), new Spool(tmpdir()), inspector);
    await expect(notAFolder.check()).rejects.toThrow();
  });
});

function pieces(bytes: Buffer): Readable {
  return Readable.from(chunked(bytes), { objectMode: false });
}

function* chunked(bytes: Buffer): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536);
}

async function* cutAfter(bytes: Buffer, chunks: number): AsyncGenerator<Buffer> {
  const size = Math.ceil(bytes.length / chunks);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  await Promise.resolve();
  throw new Error('cut');
}
