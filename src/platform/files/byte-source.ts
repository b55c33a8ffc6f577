import { type FileHandle, open } from 'node:fs/promises';
import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';

/** Bytes that can be read anywhere without being held whole. */
export interface ByteSource {
  readonly size: number;
  /** At most `length` bytes, fewer at the end. */
  read(position: number, length: number): Promise<Buffer>;
  stream(): Readable;
}

export async function withFileSource<T>(path: string, work: (source: ByteSource) => Promise<T>): Promise<T> {
  const handle = await open(path, 'r');
  try {
    const { size } = await handle.stat();
    return await work({
      size,
      read: (position, length) => readAt(handle, position, length),
      stream: () => createReadStream(path),
    });
  } finally {
    await handle.close();
  }
}

async function readAt(handle: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await handle.read(buffer, 0, length, position);
  return buffer.subarray(0, bytesRead);
}

export function bufferSource(bytes: Buffer): ByteSource {
  return {
    size: bytes.length,
    read: (position, length) => Promise.resolve(bytes.subarray(position, position + length)),
    stream: () => Readable.from([bytes]),
  };
}
