import type { Locale } from './locale.js';

const UNITS: Record<Locale, string[]> = { fr: ['o', 'Ko', 'Mo', 'Go', 'To'], en: ['B', 'KB', 'MB', 'GB', 'TB'] };

/** A size of file: "340 Ko", "1,2 Mo"; thousands, not 1,024; one decimal below ten. @throws RangeError */
export function formatBytes(bytes: number, locale: Locale): string {
  if (!Number.isFinite(bytes) || bytes < 0) throw new RangeError(`Not a size: ${bytes}`);
  let power = 0;
  let size = bytes;
  while (rounded(size, power) >= 1000 && power < 4) {
    size /= 1000;
    power += 1;
  }
  const figure = String(rounded(size, power));
  return `${locale === 'fr' ? figure.replace('.', ',') : figure}\u00a0${UNITS[locale][power]}`;
}

function rounded(size: number, power: number): number {
  return power === 0 || size >= 10 ? Math.round(size) : Math.round(size * 10) / 10;
}
