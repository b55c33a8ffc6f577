import { once } from 'node:events';
import type { Readable } from 'node:stream';
import sharp, { type Sharp } from 'sharp';
import type { ByteSource } from '../byte-source.js';
import { isTooHeavy, MOST_PIXELS } from '../domain/picture-weight.js';

const SIDE = 16;

/**
 * Read to its end, in the smallest size its format gives: a picture that was cut, that no program draws, or that only many times its
 * worth in memory would, is broken.
 * @throws what reading the bytes fails of
 */
export async function pictureState(source: ByteSource): Promise<'sound' | 'broken'> {
  const bytes = source.stream();
  const drawing = sharp({ limitInputPixels: MOST_PIXELS, failOn: 'truncated', sequentialRead: true });
  const outcome = drawn(bytes.pipe(drawing)).catch(() => 'broken' as const);
  try {
    return await Promise.race([outcome, failureOf(bytes)]);
  } finally {
    bytes.destroy();
  }
}

async function drawn(drawing: Sharp): Promise<'sound' | 'broken'> {
  const { width, height, isProgressive = false } = await drawing.metadata();
  if (isTooHeavy({ width, height, isProgressive })) return 'broken';
  const draw = () => drawing.resize(SIDE, SIDE, { fit: 'inside' }).raw().toBuffer();
  await (isProgressive ? inTurn(draw) : draw());
  return 'sound';
}

let last: Promise<unknown> = Promise.resolve();

/** One after the other: each holds its whole picture. */
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const mine = last.then(work);
  last = mine.catch(() => undefined);
  return mine;
}

/** Never settles unless the stream fails: what is drawn from it would then wait for ever. */
async function failureOf(bytes: Readable): Promise<never> {
  const [error] = (await once(bytes, 'error')) as [Error];
  throw error;
}
