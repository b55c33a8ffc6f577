import { AppError } from '../platform/errors/index.js';

/** Another run of the source is open (PUB-54). */
export class RunOpen extends AppError {
  readonly status = 409;
  readonly code = 'run_open';
  constructor(
    readonly runId: string,
    /** The one that is open. */
    readonly number: number,
  ) {
    super('publication:error.run-open', { number }, `run ${runId} is open`);
  }
}

/** Residents have no address to read at: nothing is published from the desk (PUB-02). */
export class DomainNotValidated extends AppError {
  readonly status = 409;
  readonly code = 'domain_not_validated';
  constructor() {
    super('publication:error.domain-wanted');
  }
}

/** The reference has been used for other bytes (PUB-51). */
export class RunRefTaken extends AppError {
  readonly status = 409;
  readonly code = 'MAN-10';
  constructor(readonly runId: string) {
    super('publication:error.run-ref-taken', {}, `run ${runId} has that reference`);
  }
}

/** A commit comes too early (PUB-76). */
export class FilesMissing extends AppError {
  readonly status = 409;
  readonly code = 'files_missing';
  constructor(
    readonly runId: string,
    readonly count: number,
  ) {
    super('publication:error.files-missing', { count });
  }
}

/** Nobody waits for that file: it is of no open run of the source (PUB-73). */
export class FileNotAwaited extends AppError {
  readonly status = 409;
  readonly code = 'not_awaited';
  constructor() {
    super('publication:error.not-awaited');
  }
}
