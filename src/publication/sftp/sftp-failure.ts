import ssh2 from 'ssh2';
import type { SentenceValues } from '../../platform/i18n/index.js';

export const { STATUS_CODE } = ssh2.utils.sftp;

/** What a request is answered when it cannot be granted: a status of the protocol, and a sentence for whoever reads the sender's log. */
export class SftpFailure extends Error {
  constructor(
    readonly code: number,
    /** Locale key. */
    readonly sentence: string,
    readonly values: SentenceValues = {},
  ) {
    super(sentence);
  }
}

export const noSuchFile = () => new SftpFailure(STATUS_CODE.NO_SUCH_FILE, 'sftp:none');
export const denied = (why: string) => new SftpFailure(STATUS_CODE.PERMISSION_DENIED, `sftp:denied.${why}`);
export const failed = (why: string, values?: SentenceValues) =>
  new SftpFailure(STATUS_CODE.FAILURE, `sftp:failed.${why}`, values);

const FULL = new Set(['ENOSPC', 'EDQUOT']);
const NOT_THERE = new Set(['ENOENT', 'ENOTDIR']);
const NOT_A_FILE = new Set(['ELOOP', 'ENXIO', 'EISDIR']);

/** Of the disk's refusals, those that have a meaning for the sender; null for the others, which are ours to look at. */
export function failureOf(error: unknown): SftpFailure | null {
  if (error instanceof SftpFailure) return error;
  const code = (error as NodeJS.ErrnoException | null)?.code ?? '';
  if (FULL.has(code)) return failed('full');
  if (NOT_THERE.has(code)) return noSuchFile();
  if (NOT_A_FILE.has(code)) return denied('not-a-file');
  return code === 'EEXIST' ? failed('exists') : null;
}
