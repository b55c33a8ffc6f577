import { once } from 'node:events';
import type { Readable } from 'node:stream';
import sharp, { type Sharp } from 'sharp';

export type CopySize = 'thumbnail' | 'enlarged';

export const COPY_TYPE = 'image/webp';
const THUMBNAIL = { width: 480, height: 360 } as const;
const ENLARGED_SIDE = 1_920;
/** More than any camera of an agency; an image made to fill the memory is not begun. */
const MOST_PIXELS = 120_000_000;
const SECONDS = 30;

/**
 * Upright, in the colours of screens, without place, date or camera (sharp keeps none of it).
 * @returns null when that is no picture, or a broken one
 * @throws what the original's stream failed of
 */
export async function drawCopy(original: Readable, size: CopySize): Promise<Buffer | null> {
  const drawing = sharp({ limitInputPixels: MOST_PIXELS, failOn: 'error', sequentialRead: true });
  const drawn = resized(original.pipe(drawing).timeout({ seconds: SECONDS }).autoOrient(), size).toBuffer();
  try {
    return await Promise.race([drawn.catch(() => null), failureOf(original)]);
  } finally {
    original.destroy();
  }
}

/** Never settles unless the stream fails: what is drawn from it would then wait for ever. */
async function failureOf(original: Readable): Promise<never> {
  const [error] = (await once(original, 'error')) as [Error];
  throw error;
}

function resized(upright: Sharp, size: CopySize): Sharp {
  if (size === 'thumbnail') return upright.resize({ ...THUMBNAIL, fit: 'cover' }).webp({ quality: 76 });
  const side = { width: ENLARGED_SIDE, height: ENLARGED_SIDE };
  return upright.resize({ ...side, fit: 'inside', withoutEnlargement: true }).webp({ quality: 82 });
}
