import sharp from 'sharp';
import type { Picture } from '../world/types.js';

const QUALITY = 62;

/** The picture as a telephone saves it, with what it notes beside it: residents must never be served that. */
export function asTaken(picture: Buffer, takenOn: string, place: Picture['place']): Promise<Buffer> {
  return sharp(picture)
    .withExif({
      IFD0: { Make: 'Fairphone', Model: 'FP5' },
      IFD2: { DateTimeOriginal: `${takenOn.replaceAll('-', ':')} 10:24:00` },
      ...(place ? { IFD3: positionOf(place) } : {}),
    })
    .jpeg({ quality: QUALITY, mozjpeg: true })
    .toBuffer();
}

function positionOf({ latitude, longitude }: NonNullable<Picture['place']>): Record<string, string> {
  return {
    GPSLatitudeRef: latitude < 0 ? 'S' : 'N',
    GPSLatitude: degrees(latitude),
    GPSLongitudeRef: longitude < 0 ? 'W' : 'E',
    GPSLongitude: degrees(longitude),
  };
}

/** Degrees, minutes and hundredths of seconds, as fractions. */
function degrees(value: number): string {
  const hundredths = Math.round(Math.abs(value) * 360_000);
  return `${Math.floor(hundredths / 360_000)}/1 ${Math.floor(hundredths / 6_000) % 60}/1 ${hundredths % 6_000}/100`;
}
