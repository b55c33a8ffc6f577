import { type Config, loadConfig } from '../platform/config/index.js';

/** The configuration of a command: what the application logs beside what the command says is left to warnings. */
export function configHere(): Config {
  // eslint-disable-next-line no-restricted-properties -- a command is a door of the application, like main.ts
  return loadConfig({ LOG_LEVEL: 'warn', ...process.env });
}
