export const SEGMENTS_AT_MOST = 3;
export const SEGMENT_CHARACTERS = 60;

/**
 * "Courriers / Locataires" as its segments, from the outermost: one to three of 1 to 60 characters (GED-26).
 * @returns the key of what is wrong with it
 */
export function readBinderName(typed: string): string[] | 'name-wanted' | 'name-depth' | 'name-segment' {
  const name = typed
    .normalize('NFC')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim();
  if (name === '') return 'name-wanted';
  const path = name.split('/').map((segment) => segment.trim());
  if (path.length > SEGMENTS_AT_MOST) return 'name-depth';
  return path.every((segment) => segment !== '' && [...segment].length <= SEGMENT_CHARACTERS) ? path : 'name-segment';
}

export const binderName = (path: readonly string[]): string => path.join(' / ');
