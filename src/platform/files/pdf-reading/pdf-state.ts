import type { ByteSource } from '../byte-source.js';
import { opensWithoutPassword } from './pdf-password.js';
import { readObject, readTrailer } from './pdf-trailer.js';
import { type PdfDictionary, PdfReference } from './pdf-value.js';

/**
 * `open`: anybody reads it. `restricted`: anybody reads it, its author forbids printing or changing. `password`: readers ask for a
 * password. `broken`: truncated or damaged beyond what readers repair.
 */
export type PdfState = 'open' | 'restricted' | 'password' | 'broken';

export async function pdfState(source: ByteSource): Promise<PdfState> {
  const trailer = await readTrailer(source);
  if (!trailer) return 'broken';
  if (!trailer.has('Encrypt')) return 'open';
  const encryption = await encryptionOf(source, trailer);
  if (!encryption) return 'broken';
  return opensWithoutPassword(encryption, fileId(trailer)) ? 'restricted' : 'password';
}

async function encryptionOf(source: ByteSource, trailer: PdfDictionary): Promise<PdfDictionary | null> {
  const given = trailer.get('Encrypt');
  const value = given instanceof PdfReference ? await readObject(source, given) : given;
  return value instanceof Map ? value : null;
}

function fileId(trailer: PdfDictionary): Buffer {
  const pair = trailer.get('ID');
  const first = Array.isArray(pair) ? pair[0] : undefined;
  return Buffer.isBuffer(first) ? first : Buffer.alloc(0);
}
