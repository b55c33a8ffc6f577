/** A refusal the user is told of. `sentence` is a locale key, `room:key`; `detail` stays in the log. */
export abstract class AppError extends Error {
  abstract readonly status: number;
  abstract readonly code: string;

  constructor(
    readonly sentence?: string,
    readonly values: Record<string, string | number> = {},
    readonly detail?: string,
  ) {
    super(detail ?? sentence);
    this.name = new.target.name;
  }
}

export class NotFound extends AppError {
  readonly status = 404;
  readonly code = 'not_found';
}

export class Forbidden extends AppError {
  readonly status = 403;
  readonly code = 'forbidden';
}

/** The form was not ours, or was left open too long: its token is not of this session. */
export class FormExpired extends AppError {
  readonly status = 403;
  readonly code = 'form_expired';
}

export class Conflict extends AppError {
  readonly status = 409;
  readonly code = 'conflict';
}

export class TooManyRequests extends AppError {
  readonly status = 429;
  readonly code = 'too_many_requests';

  constructor(
    readonly retryAfterSeconds: number,
    sentence?: string,
    values?: Record<string, string | number>,
  ) {
    super(sentence, values);
  }
}

export class OutsideUnavailable extends AppError {
  readonly status = 503;
  readonly code = 'outside_unavailable';
}

/** A message at a field: `field` is the input's name ('' for the form as a whole), `sentence` a locale key. */
export interface FieldError {
  field: string;
  sentence: string;
  values?: Record<string, string | number>;
}

/** What was typed cannot be taken: the form comes back with these messages and these values. */
export class InvalidInput extends AppError {
  readonly status = 422;
  readonly code = 'invalid_input';

  constructor(
    readonly fields: FieldError[],
    readonly typed: Record<string, unknown> = {},
  ) {
    super(undefined, {}, fields.map((error) => `${error.field}: ${error.sentence}`).join('; '));
  }

  static at(field: string, sentence: string, values?: Record<string, string | number>): InvalidInput {
    return new InvalidInput([{ field, sentence, values }]);
  }
}
