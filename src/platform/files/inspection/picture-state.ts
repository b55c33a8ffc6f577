import { once } from 'node:events';
import type { Readable } from 'node:stream';
import sharp from 'sharp';
import type { ByteSource } from '../byte-source.js';

/** More than any camera takes; a picture made to fill the memory of who draws it is no picture. */
const MOST_PIXELS = 120_000_000;
const SIDE = 16;

/**
 * Read to its end, in the smallest size its format gives: a picture that was cut, or that no program draws, is broken.
 * @throws what reading the bytes fails of
 */
export async function pictureState(source: ByteSource): Promise<'sound' | 'broken'> {
  const bytes = source.stream();
  const drawing = sharp({ limitInputPixels: MOST_PIXELS, failOn: 'truncated', sequentialRead: true });
  const drawn = bytes.pipe(drawing).resize(SIDE, SIDE, { fit: 'inside' }).raw().toBuffer();
  const outcome = drawn.then(
    () => 'sound' as const,
    () => 'broken' as const,
  );
  try {
    return await Promise.race([outcome, failureOf(bytes)]);
  } finally {
    bytes.destroy();
  }
}

/** Never settles unless the stream fails: what is drawn from it would then wait for ever. */
async function failureOf(bytes: Readable): Promise<never> {
  const [error] = (await once(bytes, 'error')) as [Error];
  throw error;
}
