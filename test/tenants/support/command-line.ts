import { execFile } from 'node:child_process';
import { join } from 'node:path';
import type { TestApp } from '../../support/app.js';

const ROOT = join(import.meta.dirname, '../../..');

export interface Ended {
  code: number;
  out: string;
  err: string;
}

/** Runs `npm run cli -- …` as built, on the database and the folder of that application. */
export function commandLine(app: TestApp, ...args: string[]): Promise<Ended> {
  const { DATABASE_URL, DATABASE_OWNER_URL, APP_SECRET, DATA_DIR } = app.config.env;
  const env = { PATH: process.env.PATH, NODE_ENV: 'test', BASE_DOMAIN: 'localhost', DATABASE_URL, DATABASE_OWNER_URL, APP_SECRET, DATA_DIR };
  return new Promise((resolve) => {
    execFile(process.execPath, [join(ROOT, 'dist/cli.js'), ...args], { env, cwd: ROOT }, (error, out, err) => {
      resolve({ code: error ? Number(error.code ?? 1) : 0, out, err });
    });
  });
}
