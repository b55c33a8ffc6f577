import { TextDecoder } from 'node:util';
import { refusal } from './problems.js';
import { CutShort, gunzipped, isGzip } from './gzip.js';
import { PIECE_BYTES, type ManifestLimits } from './limits.js';

const MAGIC_BYTES = 2;

type Bytes = AsyncIterable<Uint8Array>;

/** Bytes that are not UTF-8, so many lines after the end of the former piece. */
export class NotUtf8 extends Error {
  constructor(readonly linesFurther: number) {
    super('not UTF-8');
  }
}

export interface TextSource {
  /** Text in pieces of 64 KiB at most. */
  pieces: AsyncIterable<string>;
  /** Unpacked bytes given so far. */
  bytes(): number;
}

/** Unpacks gzip when there is one, decodes UTF-8 strictly; throws CutShort, NotUtf8 or a refusal (MAN-01, MAN-12). */
export function textSource(bytes: Bytes, limits: ManifestLimits): TextSource {
  let unpacked = 0;
  const count = (piece: Uint8Array): void => {
    unpacked += piece.length;
    if (unpacked > limits.bytes) throw refusal('MAN-12', null, `Le bordereau dépasse ${limits.bytes} octets.`);
  };
  return { pieces: decoded(unpackedPieces(bytes, limits), count), bytes: () => unpacked };
}

async function* unpackedPieces(bytes: Bytes, limits: ManifestLimits): Bytes {
  const source = bytes[Symbol.asyncIterator]();
  let head = new Uint8Array(0);
  while (head.length < MAGIC_BYTES) {
    const next = await source.next();
    if (next.done) break;
    head = Buffer.concat([head, next.value]);
  }
  const whole = resumed(head, source);
  yield* inPieces(isGzip(head) ? gunzipped(whole, limits) : whole);
}

async function* resumed(head: Uint8Array, rest: AsyncIterator<Uint8Array>): Bytes {
  try {
    yield head;
    for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
  } finally {
    await rest.return?.();
  }
}

async function* inPieces(bytes: Bytes): Bytes {
  for await (const chunk of bytes) {
    for (let start = 0; start < chunk.length; start += PIECE_BYTES) yield chunk.subarray(start, start + PIECE_BYTES);
  }
}

async function* decoded(pieces: Bytes, count: (piece: Uint8Array) => void): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for await (const piece of pieces) {
    count(piece);
    yield decodedPiece(decoder, piece);
  }
  try {
    decoder.decode();
  } catch {
    throw new CutShort();
  }
}

function decodedPiece(decoder: TextDecoder, piece: Uint8Array): string {
  try {
    return decoder.decode(piece, { stream: true });
  } catch {
    throw new NotUtf8(linesBeforeFault(piece));
  }
}

/** Line feeds before the first fault of a piece, whose first and last characters may be cut. */
function linesBeforeFault(piece: Uint8Array): number {
  let start = 0;
  for (let lines = 0; ; lines += 1) {
    const end = piece.indexOf(0x0a, start);
    const line = piece.subarray(lines === 0 ? continuationBytes(piece) : start, end === -1 ? undefined : end);
    if (!isUtf8(line, end === -1)) return lines;
    if (end === -1) return 0;
    start = end + 1;
  }
}

function continuationBytes(piece: Uint8Array): number {
  let count = 0;
  while (count < 3 && ((piece[count] ?? 0) & 0xc0) === 0x80) count += 1;
  return count;
}

function isUtf8(bytes: Uint8Array, mayBeCut: boolean): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: mayBeCut });
    return true;
  } catch {
    return false;
  }
}
