import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';

/** Speaks ClamAV's INSTREAM: answers with `verdict` and remembers what it was given. */
export async function startFakeClamd(verdict: string) {
  const received: Buffer[] = [];
  const server = createServer((socket) => {
    let bytes = Buffer.alloc(0);
    socket.on('data', (chunk: Buffer) => {
      bytes = Buffer.concat([bytes, chunk]);
      const body = unframe(bytes);
      if (!body) return;
      received.push(body);
      socket.end(`${verdict}\0`);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `tcp://127.0.0.1:${port}`, received, stop: () => new Promise((resolve) => server.close(resolve)) };
}

function unframe(bytes: Buffer): Buffer | null {
  const command = 'zINSTREAM\0'.length;
  const parts: Buffer[] = [];
  for (let at = command; at + 4 <= bytes.length;) {
    const length = bytes.readUInt32BE(at);
    if (length === 0) return Buffer.concat(parts);
    parts.push(bytes.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return null;
}
