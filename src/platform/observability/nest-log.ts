import type { LoggerService } from '@nestjs/common';
import type { Log } from './log.js';

/** So that `new Logger('room')` of any room, and the framework's own, write to the one log. */
export class NestLog implements LoggerService {
  constructor(private readonly out: Log) {}

  /** What the framework tells of its own start is for who looks into it. */
  log(message: unknown, ...rest: unknown[]): void {
    this.write('debug', message, rest);
  }

  fatal(message: unknown, ...rest: unknown[]): void {
    this.write('fatal', message, rest);
  }

  error(message: unknown, ...rest: unknown[]): void {
    this.write('error', message, rest);
  }

  warn(message: unknown, ...rest: unknown[]): void {
    this.write('warn', message, rest);
  }

  debug(message: unknown, ...rest: unknown[]): void {
    this.write('debug', message, rest);
  }

  verbose(message: unknown, ...rest: unknown[]): void {
    this.write('trace', message, rest);
  }

  /** The framework adds the name of the room at the end, and the stack of an error before it. */
  private write(
    level: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace',
    message: unknown,
    rest: unknown[],
  ): void {
    const room = rest.at(-1);
    const stack = rest.length > 1 ? rest[0] : undefined;
    if (message instanceof Error) this.out[level]({ room, err: message }, message.message);
    else this.out[level]({ room, stack }, typeof message === 'string' ? message : JSON.stringify(message));
  }
}
