import { OutsideUnavailable } from '../errors/index.js';

const DISK_FAULTS = ['ENOSPC', 'EDQUOT', 'EIO', 'EROFS', 'EACCES', 'EPERM', 'EMFILE', 'ENFILE'];

/** Faults of the disk (full, read-only) and of S3 become the one error that says "later"; everything else passes. */
export async function outside<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (isStorageFault(error))
      throw new OutsideUnavailable('files:unavailable', {}, `storage: ${(error as Error).message}`);
    throw error;
  }
}

/** Every error of the S3 client, the network's included, carries `$metadata`. */
function isStorageFault(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return ('code' in error && DISK_FAULTS.includes(String(error.code))) || '$metadata' in error;
}
