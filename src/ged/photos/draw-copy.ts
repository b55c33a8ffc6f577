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
  let lost: Error | undefined;
  original.once('error', (error) => {
    lost = error;
    drawing.destroy(error);
  });
  try {
    return await resized(original.pipe(drawing).timeout({ seconds: SECONDS }).autoOrient(), size).toBuffer();
  } catch {
    if (lost) throw lost;
    return null;
  } finally {
    original.destroy();
  }
}

function resized(upright: Sharp, size: CopySize): Sharp {
  if (size === 'thumbnail') return upright.resize({ ...THUMBNAIL, fit: 'cover' }).webp({ quality: 76 });
  const side = { width: ENLARGED_SIDE, height: ENLARGED_SIDE };
  return upright.resize({ ...side, fit: 'inside', withoutEnlargement: true }).webp({ quality: 82 });
}
