import { AppError } from '../errors/index.js';

/** Why bytes were not taken. Each has its sentence in `locales/<lang>/files.yaml`. */
export type RefusalReason =
  | 'empty'
  | 'too_large'
  | 'length'
  | 'digest'
  | 'type'
  | 'executable'
  | 'polyglot'
  | 'zip_bomb'
  | 'macro'
  | 'password'
  | 'broken'
  | 'infected';

/** Bytes that were received but not taken: nothing of them is stored. `detail` (type found, name of the virus) is for the log. */
export class FileRefused extends AppError {
  readonly status = 422;
  readonly code = 'file_refused';

  constructor(
    readonly reason: RefusalReason,
    detail?: string,
  ) {
    super(`files:refused.${reason}`, {}, detail ?? reason);
  }
}
