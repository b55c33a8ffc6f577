import { wcagContrast } from 'culori';

/** What WCAG asks of text (AA). */
export const READABLE_CONTRAST = 4.5;

/** Of that colour on white, from 1 to 21, with one decimal; it never says readable of what is not. */
export function contrastOnWhite(colour: string): number {
  return Math.floor(wcagContrast(colour, '#ffffff') * 10) / 10;
}

export function isReadableOnWhite(colour: string): boolean {
  return wcagContrast(colour, '#ffffff') >= READABLE_CONTRAST;
}
