export interface ZipEntry {
  name: string;
  /** As held in the archive. */
  packedBytes: number;
  /** Once unpacked, as the archive says. */
  bytes: number;
  encrypted: boolean;
}

export const ZIP_LIMITS = {
  entries: 10_000,
  bytes: 1024 ** 3,
  /** An archive that unpacks to less than this is harmless whatever its ratio. */
  harmlessBytes: 16 * 1024 ** 2,
  ratio: 100,
} as const;

/** Whether unpacking would harm whoever opens the file: too many entries, too much, or entries that overlap. */
export function isZipBomb(entries: ZipEntry[], archiveBytes: number): boolean {
  const packed = entries.reduce((sum, entry) => sum + entry.packedBytes, 0);
  const unpacked = entries.reduce((sum, entry) => sum + entry.bytes, 0);
  if (entries.length > ZIP_LIMITS.entries || unpacked > ZIP_LIMITS.bytes || packed > archiveBytes) return true;
  return unpacked > ZIP_LIMITS.harmlessBytes && unpacked > archiveBytes * ZIP_LIMITS.ratio;
}
