import sharp, { type Sharp } from 'sharp';
import { svgProblem } from '../domain/safe-svg.js';

export interface DrawnLogo {
  bytes: Buffer;
  type: 'image/png' | 'image/jpeg' | 'image/svg+xml';
}

export type LogoProblem = 'type' | 'small' | 'empty';

/** Twice what any page, email or paper shows of it. */
const WIDEST = { width: 1_200, height: 360 };
const SMALLEST_SIDE = 48;
const MOST_PIXELS = 40_000_000;
const POINTS_PER_INCH = 72;

/**
 * The logo as it is kept: a picture of ours, without what cameras and programs hide in theirs, that every mail program shows. A drawing
 * that writes stays a drawing, which runs and fetches nothing, on a host that has no font to write with.
 */
export async function drawLogo(given: Buffer): Promise<DrawnLogo | LogoProblem> {
  try {
    return looksLikeText(given) ? await drawSvg(given) : await drawPicture(given);
  } catch {
    return 'type';
  }
}

async function drawPicture(given: Buffer): Promise<DrawnLogo | LogoProblem> {
  const picture = open(given);
  const { format, width, height } = await picture.metadata();
  if (format !== 'png' && format !== 'jpeg' && format !== 'webp') return 'type';
  if (Math.min(width, height) < SMALLEST_SIDE) return 'small';
  const fitted = picture.autoOrient().resize({ ...WIDEST, fit: 'inside', withoutEnlargement: true });
  if (format === 'jpeg') return { bytes: await fitted.jpeg({ quality: 90 }).toBuffer(), type: 'image/jpeg' };
  return asPng(fitted);
}

async function drawSvg(given: Buffer): Promise<DrawnLogo | LogoProblem> {
  const text = given.toString('utf8');
  if (svgProblem(text)) return 'type';
  if (/<(?:\w+:)?text[\s>]/.test(text) && !(await hostHasFonts())) return { bytes: given, type: 'image/svg+xml' };
  const { width, height } = await open(given).metadata();
  const scale = Math.min(WIDEST.width / width, WIDEST.height / height);
  const density = Math.min(Math.max(POINTS_PER_INCH * scale, 1), 2_400);
  return asPng(sharp(given, { limitInputPixels: MOST_PIXELS, density }).resize({ ...WIDEST, fit: 'inside' }));
}

async function asPng(drawing: Sharp): Promise<DrawnLogo | LogoProblem> {
  const bytes = await drawing.ensureAlpha().png({ compressionLevel: 9 }).toBuffer();
  const { channels } = await sharp(bytes).stats();
  return channels.at(-1)?.max === 0 ? 'empty' : { bytes, type: 'image/png' };
}

function open(bytes: Buffer): Sharp {
  return sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: 'error' });
}

let fonts: Promise<boolean> | undefined;

function hostHasFonts(): Promise<boolean> {
  const probe = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><text y="36" font-size="40">M</text></svg>';
  fonts ??= sharp(Buffer.from(probe))
    .stats()
    .then(({ channels }) => (channels.at(-1)?.max ?? 0) > 0);
  return fonts;
}

function looksLikeText(bytes: Buffer): boolean {
  return /^\uFEFF?\s*</.test(bytes.subarray(0, 200).toString('utf8'));
}
