import { AsyncLocalStorage } from 'node:async_hooks';
import { createServer, request as ask } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Request } from 'express';
import { readMultipart } from './read-multipart.js';

const BOUNDARY = 'frontier';
const part = (head: string, body: string) =>
  `--${BOUNDARY}\r\nContent-Disposition: form-data; ${head}\r\n\r\n${body}\r\n`;
const LIMITS = { fieldBytes: 1_000, fields: 10, files: 5 };

describe('a form that carries files', () => {
  it('is taken in the context of its request, however late its bytes come', async () => {
    const storage = new AsyncLocalStorage<string>();
    const seen: (string | undefined)[] = [];
    const read = new Promise<object>((resolve, reject) => {
      const server = createServer((request, response) => {
        const taking = storage.run('saurupt', () =>
          readMultipart(request as Request, LIMITS, ({ stream }) => {
            seen.push(storage.getStore());
            stream.resume();
            return Promise.resolve();
          }),
        );
        taking.then(resolve, reject).finally(() => {
          response.end();
          server.close();
        });
      });
      server.listen(0, '127.0.0.1', () => {
        const headers = { 'Content-Type': `multipart/form-data; boundary=${BOUNDARY}` };
        const { port } = server.address() as AddressInfo;
        const sending = ask({ host: '127.0.0.1', port, method: 'POST', headers }, (answer) => void answer.resume());
        const late = (text: string, ms: number) => setTimeout(() => sending.write(text), ms);
        late(part('name="title"', 'Carte'), 20);
        late(part('name="files"; filename="a.txt"', 'one'), 60);
        late(part('name="files"; filename="b.txt"', 'two'), 100);
        setTimeout(() => sending.end(`--${BOUNDARY}--\r\n`), 140);
      });
    });
    expect(await read).toEqual({ title: 'Carte' });
    expect(seen).toEqual(['saurupt', 'saurupt']);
  });
});
