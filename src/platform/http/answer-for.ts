import { HttpException } from '@nestjs/common';
import { AppError, TooManyRequests } from '../errors/index.js';

/** What a thrown error becomes for the outside: a status, a stable code, a sentence key. Never a stack, never an inner message. */
export interface Answer {
  status: number;
  code: string;
  sentence?: string;
  values?: Record<string, string | number>;
  retryAfterSeconds?: number;
  /** Someone must act: logged as an error. */
  unexpected: boolean;
}

export function answerFor(error: unknown): Answer {
  if (error instanceof AppError) {
    const { status, code, sentence, values } = error;
    const retry = error instanceof TooManyRequests ? { retryAfterSeconds: error.retryAfterSeconds } : {};
    return { status, code, sentence, values, ...retry, unexpected: false };
  }
  const status = statusOf(error);
  if (status >= 400 && status < 500) return { status, code: CODES[status] ?? 'bad_request', unexpected: false };
  return { status: status === 503 ? 503 : 500, code: 'unexpected', unexpected: true };
}

const CODES: Record<number, string> = { 404: 'not_found', 405: 'not_found', 413: 'too_large', 415: 'wrong_type' };

/** Nest's own refusals and those of Express's body parsers carry a status. */
function statusOf(error: unknown): number {
  if (error instanceof HttpException) return error.getStatus();
  const status = (error as { status?: unknown } | null)?.status;
  return typeof status === 'number' ? status : 500;
}
