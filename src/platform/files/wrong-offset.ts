import { AppError } from '../errors/index.js';

/** The sender resumes at another place than where the received part ends; `offset` is the right one, in bytes. */
export class WrongOffset extends AppError {
  readonly status = 409;
  readonly code = 'wrong_offset';

  constructor(readonly offset: number) {
    super('files:wrong-offset', { offset });
  }
}
