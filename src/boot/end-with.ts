import { ConfigError } from '../platform/config/index.js';

/** The last word of a process that cannot start. */
export function endWith(error: unknown): never {
  const text =
    error instanceof ConfigError
      ? error.message
      : error instanceof Error
        ? (error.stack ?? error.message)
        : String(error);
  process.stderr.write(`${text}\n`);
  process.exit(1);
}
