import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import express, { type NextFunction, type Request, type Response } from 'express';
import request from 'supertest';
import type { AppError } from '../../src/platform/errors/index.js';
import { DiskDriver } from '../../src/platform/files/drivers/disk-driver.js';
import { FileStore } from '../../src/platform/files/file-store.js';
import { FileInspector } from '../../src/platform/files/inspection/file-inspector.js';
import { TestFileScanner } from '../../src/platform/files/inspection/malware-scanner.js';
import { type SentFile, sendFile } from '../../src/platform/files/send-file.js';
import { Spool } from '../../src/platform/files/spool.js';

const TENANT = '0193a1b2-0000-7000-8000-000000000001';
const CONTENT = 'Procès-verbal de l’assemblée';

describe('a file as an answer', () => {
  let folder: string;
  let store: FileStore;
  let file: SentFile;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'files-http-'));
    store = new FileStore(
      new DiskDriver(folder),
      new Spool(join(folder, '.incoming')),
      new FileInspector(new TestFileScanner()),
    );
    const { sha256 } = await store.receive(TENANT, Readable.from([Buffer.from(CONTENT)]), { maxBytes: 1000 });
    file = {
      tenantId: TENANT,
      sha256,
      mediaType: 'text/plain',
      filename: 'Procès-verbal "2025" 🏠.txt',
      disposition: 'inline',
    };
  });
  afterAll(() => rm(folder, { recursive: true }));

  const app = (changes: Partial<SentFile> = {}) =>
    express()
      .get('/', (req, res) => sendFile(store, req, res, { ...file, ...changes }))
      .put('/', async (req, res) => {
        await store.receive(TENANT, req, { maxBytes: 10 });
        res.sendStatus(201);
      })
      .use((error: AppError, _req: Request, res: Response, _next: NextFunction) => {
        res.status(error.status).send(error.code);
      });

  it('is whole, private, never guessed at nor run', async () => {
    const answer = await request(app()).get('/').expect(200, CONTENT);
    expect(answer.headers).toMatchObject({
      'content-type': 'text/plain; charset=utf-8',
      'content-length': String(Buffer.byteLength(CONTENT)),
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
      etag: `"${file.sha256}"`,
    });
    expect(answer.headers['content-security-policy']).toContain('sandbox');
  });

  it('keeps its name, accents and all', async () => {
    const { headers } = await request(app()).get('/');
    expect(headers['content-disposition']).toMatch(/^inline; filename=".*"; filename\*=UTF-8''Proc%C3%A8s-verbal/);
  });

  it('is only saved when a browser could not show it safely', async () => {
    const { headers } = await request(app({ mediaType: 'text/html' })).get('/');
    expect(headers['content-disposition']).toMatch(/^attachment/);
  });

  it('lets the browser open a PDF in its reader, which no sandbox allows', async () => {
    const { headers } = await request(app({ mediaType: 'application/pdf' })).get('/');
    expect(headers['content-security-policy']).toBe("frame-ancestors 'self'");
  });

  it('is given by parts to who asks so', async () => {
    const part = await request(app()).get('/').set('Range', 'bytes=0-3').expect(206, 'Proc');
    expect(part.headers['content-range']).toBe(`bytes 0-3/${Buffer.byteLength(CONTENT)}`);
    await request(app()).get('/').set('Range', 'bytes=900-').expect(416);
    await request(app()).get('/').set('Range', 'bytes=0-3').set('If-Range', '"older"').expect(200, CONTENT);
    await request(app()).head('/').set('Range', 'bytes=-2').expect(206);
  });

  it('is not sent again to who has it', async () => {
    await request(app()).get('/').set('If-None-Match', `"${file.sha256}"`).expect(304, '');
  });

  it('of another tenant is not found', async () => {
    await request(app({ tenantId: '0193a1b2-0000-7000-8000-000000000002' }))
      .get('/')
      .expect(404);
  });

  it('is let go of, and no error, when its reader left before it was opened', async () => {
    const { promise, resolve, reject } = Promise.withResolvers<Readable>();
    const server = express()
      .get('/', (req, res) => {
        const slow = Object.create(store, {
          open: {
            value: async (...asked: Parameters<FileStore['open']>) => {
              await once(res, 'close');
              const bytes = await store.open(...asked);
              bytes.once('close', () => resolve(bytes));
              return bytes;
            },
          },
        }) as FileStore;
        sendFile(slow, req, res, file).catch(reject);
      })
      .listen(0);
    await once(server, 'listening');
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
    socket.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n', () => setTimeout(() => socket.destroy(), 50));
    expect((await promise).destroyed).toBe(true);
    server.close();
  });

  it('refused on its way in still gets its answer', async () => {
    await request(app()).put('/').send('a text that is much too long').type('text').expect(422, 'file_refused');
  });
});
