import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { PIECE_BYTES, type ManifestLimits } from './limits.js';
import { refusal } from './problems.js';

/** The file ends in the middle of something; the reader knows the line. */
export class CutShort extends Error {}

export const isGzip = (head: Uint8Array): boolean => head[0] === 0x1f && head[1] === 0x8b;

/** Unpacks, in pieces; throws CutShort, or a refusal (MAN-01 damaged, MAN-12 ratio). */
export async function* gunzipped(bytes: AsyncIterable<Uint8Array>, limits: ManifestLimits): AsyncIterable<Uint8Array> {
  let packed = 0;
  let unpacked = 0;
  const counted = async function* () {
    for await (const chunk of bytes) {
      packed += chunk.length;
      yield chunk;
    }
  };
  const gunzip = createGunzip({ chunkSize: PIECE_BYTES });
  const source = Readable.from(counted(), { highWaterMark: 1 });
  // What goes wrong is met below, where the unpacked bytes are read.
  pipeline(source, gunzip).catch(() => undefined);
  try {
    for await (const piece of gunzip as AsyncIterable<Buffer>) {
      unpacked += piece.length;
      if (unpacked > limits.freeBytes && unpacked > packed * limits.ratio) {
        throw refusal('MAN-12', null, `Le bordereau compressé dépasse le rapport de ${limits.ratio}.`);
      }
      yield piece;
    }
  } catch (error) {
    throw unpackingError(error);
  }
}

function unpackingError(error: unknown): unknown {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  if (code === 'Z_BUF_ERROR') return new CutShort();
  return code.startsWith('Z_') ? refusal('MAN-01', null, 'Le fichier gzip est abîmé.') : error;
}
