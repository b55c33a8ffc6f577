import pino, { type DestinationStream, type Logger } from 'pino';
import pretty from 'pino-pretty';
import type { Config } from '../config/index.js';
import { contextIfAny } from '../context/index.js';
import { scrubFields, scrubText } from './domain/scrub.js';

export type Log = Logger;

/** One line of JSON per event in production, readable lines elsewhere; request, tenant and viewer of the moment on each. */
export function createLog(config: Config, destination?: DestinationStream): Log {
  const options: pino.LoggerOptions = {
    level: config.logLevel,
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
    mixin: whereAndWho,
    formatters: { level: (label) => ({ level: label }), log: scrubFields },
    serializers: { err: errorFields },
    hooks: { streamWrite: scrubText },
  };
  return pino(options, destination ?? (config.production ? pino.destination(1) : readable()));
}

function readable(): DestinationStream {
  return pretty({
    sync: true,
    singleLine: true,
    translateTime: 'SYS:HH:MM:ss',
    ignore: 'room',
    messageFormat: '{room} {msg}',
    hideObject: false,
  });
}

function whereAndWho(): object {
  const current = contextIfAny();
  if (!current) return {};
  return { requestId: current.requestId || undefined, tenant: current.tenant?.domain, viewer: current.viewer.kind };
}

/** Neither the values of the statement that failed nor what the database quotes of them. */
function errorFields(error: Error & { code?: unknown; cause?: unknown }): object {
  const cause = error.cause instanceof Error ? errorFields(error.cause) : undefined;
  return { type: error.name, message: error.message, code: error.code, stack: error.stack, cause };
}
