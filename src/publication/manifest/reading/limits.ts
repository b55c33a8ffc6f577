export interface ManifestLimits {
  /** Size once unpacked. */
  bytes: number;
  /** Unpacked size over packed size, once past `freeBytes`. */
  ratio: number;
  freeBytes: number;
  /** Characters without the beginning or the end of an element: a tag, a comment, a run of spaces. */
  tagCharacters: number;
}

export const DEFAULT_LIMITS: ManifestLimits = {
  bytes: 2 * 1024 ** 3,
  ratio: 200,
  freeBytes: 1024 ** 2,
  tagCharacters: 1024 ** 2,
};
export const MAX_DEPTH = 5;
/** Bytes handed to the parser at a time. */
export const PIECE_BYTES = 64 * 1024;
