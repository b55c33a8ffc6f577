import { type ArgumentsHost, Catch, type ExceptionFilter, Injectable } from '@nestjs/common';
import type { Response } from 'express';
import { context } from '../../platform/context/index.js';
import { AppError, TooManyRequests } from '../../platform/errors/index.js';
import { FileRefused, WrongOffset } from '../../platform/files/index.js';
import { Translator } from '../../platform/i18n/index.js';
import { FilesMissing, RunOpen, RunRefTaken } from '../publication-errors.js';
import { ApiProblem } from './api-problem.js';

const RETRY_SECONDS = 30;

/** Codes a sender may rely on, by the reason a file was refused. */
const FILE_CODES: Record<string, [status: number, code: string]> = {
  digest: [422, 'digest_mismatch'],
  length: [422, 'length_mismatch'],
  empty: [422, 'length_mismatch'],
  too_large: [413, 'too_large'],
  type: [415, 'wrong_type'],
};

/** Refusals of the publication API, as `application/problem+json` with the members the format promises. The rest is not for here. */
@Catch(AppError, ApiProblem)
@Injectable()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly translator: Translator) {}

  catch(error: AppError | ApiProblem, host: ArgumentsHost): void {
    const response = host.switchToHttp().getResponse<Response>();
    if (response.headersSent) {
      response.destroy();
      return;
    }
    const { status, code, detail, members, headers } = error instanceof ApiProblem ? error : this.problemOf(error);
    // What was not read of a refused body must not be taken for the next request.
    if (!host.switchToHttp().getRequest<{ complete: boolean }>().complete) response.setHeader('Connection', 'close');
    response.status(status).set(headers).type('application/problem+json');
    response.send(JSON.stringify({ type: 'about:blank', title: code, status, code, detail, ...members }));
  }

  private problemOf(error: AppError): ApiProblem {
    const detail = error.sentence ? this.translator.say(context().locale, error.sentence, error.values) : undefined;
    const [status, code] =
      error instanceof FileRefused ? (FILE_CODES[error.reason] ?? [422, error.reason]) : [error.status, error.code];
    return new ApiProblem(status, code, detail, membersOf(error), headersOf(error));
  }
}

function membersOf(error: AppError): Record<string, unknown> {
  if (error instanceof FilesMissing) return { runId: error.runId, count: error.count };
  if (error instanceof RunOpen || error instanceof RunRefTaken) return { runId: error.runId };
  if (error instanceof WrongOffset) return { offset: error.offset };
  return {};
}

function headersOf(error: AppError): Record<string, string> {
  if (error instanceof WrongOffset) return { 'Upload-Offset': String(error.offset) };
  if (error instanceof TooManyRequests) return { 'Retry-After': String(error.retryAfterSeconds) };
  return error.status === 503 ? { 'Retry-After': String(RETRY_SECONDS) } : {};
}
