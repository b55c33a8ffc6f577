/** More than any camera takes; a picture made to fill the memory of who draws it is no picture. */
export const MOST_PIXELS = 120_000_000;
/** Drawn from its end, a picture is held whole while it is drawn, at six bytes a point: a megabyte of file can ask for hundreds. */
const MOST_HELD_PIXELS = 40_000_000;

export interface PictureShape {
  width: number;
  height: number;
  /** Progressive JPEG, interlaced PNG. */
  isProgressive: boolean;
}

/** Whether drawing it, at whatever size, would take more memory than a picture is worth. */
export function isTooHeavy({ width, height, isProgressive }: PictureShape): boolean {
  return width * height > (isProgressive ? MOST_HELD_PIXELS : MOST_PIXELS);
}
