import { createReadStream, existsSync } from 'node:fs';
import { join } from 'node:path';
import { createGunzip } from 'node:zlib';

const HEAD_BYTES = 16_384;

/** Code of the source a manifest names in its first element, read without reading the whole. @throws when there is none */
export async function sourceOf(folder: string): Promise<string> {
  const plain = join(folder, 'manifest.xml');
  const packed = join(folder, 'manifest.xml.gz');
  const stream = existsSync(plain) ? createReadStream(plain) : createReadStream(packed).pipe(createGunzip());
  let head = '';
  for await (const chunk of stream) {
    head += String(chunk);
    const code = /<publication\b[^>]*\bsource\s*=\s*["']([^"']+)["']/.exec(head)?.[1];
    if (code) return code;
    if (head.length > HEAD_BYTES) break;
  }
  throw new Error(`${folder}: the manifest names no source`);
}
