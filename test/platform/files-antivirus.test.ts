import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { withFileSource } from '../../src/platform/files/byte-source.js';
import { DOCUMENT_TYPES } from '../../src/platform/files/domain/media-types.js';
import { DiskDriver } from '../../src/platform/files/drivers/disk-driver.js';
import { FileStore } from '../../src/platform/files/file-store.js';
import { ClamdScanner } from '../../src/platform/files/inspection/clamd-scanner.js';
import { FileInspector } from '../../src/platform/files/inspection/file-inspector.js';
import { Spool } from '../../src/platform/files/spool.js';
import { startFakeClamd } from './support/fake-clamd.js';

const TENANT = '0193a1b2-0000-7000-8000-000000000001';

describe('the antivirus', () => {
  let folder: string;
  beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'antivirus-'))));
  afterEach(() => rm(folder, { recursive: true }));

  const scan = async (url: string, bytes: Buffer) => {
    const path = join(folder, 'file');
    await writeFile(path, bytes);
    return withFileSource(path, (source) => new ClamdScanner(url).scan(source));
  };

  it('is given every byte, and its answer believed', async () => {
    const clamd = await startFakeClamd('stream: OK');
    const bytes = Buffer.alloc(300_000, 'abc');
    expect(await scan(clamd.url, bytes)).toBeNull();
    expect(clamd.received[0]?.equals(bytes)).toBe(true);
    await clamd.stop();
  });

  it('lets nothing in while it cannot answer', async () => {
    const clamd = await startFakeClamd('INSTREAM size limit exceeded. ERROR');
    await expect(scan(clamd.url, Buffer.from('a'))).rejects.toMatchObject({ code: 'outside_unavailable' });
    await clamd.stop();
    await expect(scan(clamd.url, Buffer.from('a'))).rejects.toMatchObject({ code: 'outside_unavailable' });
  });

  it('sends what it finds to quarantine, out of reach, for seven days [GED-79]', async () => {
    const clamd = await startFakeClamd('stream: Win.Test.EICAR_HDB-1 FOUND');
    const inspector = new FileInspector(new ClamdScanner(clamd.url));
    const store = new FileStore(new DiskDriver(folder), new Spool(join(folder, '.incoming')), inspector);
    const arriving = store.receive(TENANT, Readable.from([Buffer.from('bad')]), {
      maxBytes: 10,
      accept: DOCUMENT_TYPES,
    });
    await expect(arriving).rejects.toMatchObject({ reason: 'infected', detail: 'Win.Test.EICAR_HDB-1' });
    expect((await readdir(folder)).sort()).toEqual(['.incoming', '.quarantine']);
    const [infected] = await readdir(join(folder, '.quarantine', TENANT));
    expect(await store.has(TENANT, infected ?? '')).toBe(false);
    expect(await store.sweep(new Date(Date.now() + 1000))).toBe(1);
    await clamd.stop();
  });
});
