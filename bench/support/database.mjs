// A throw-away PostgreSQL with ordinary durability, for measurements.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../../dist/boot/open-database.js';
import { loadConfig } from '../../dist/platform/config/index.js';

/** @returns a configuration on an empty, migrated database, its superuser's address, and how to end it */
export async function openBenchDatabase(variables = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'extranet-bench-'));
  const given = loadConfig({ NODE_ENV: 'production', DATA_DIR: folder, ...variables, ...withoutProductionChecks() });
  const database = await openDatabase(given);
  return {
    folder,
    config: database.config,
    close: async () => {
      await database.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Measured as production runs, but on the embedded database. */
function withoutProductionChecks() {
  return { NODE_ENV: 'test', LOG_LEVEL: 'silent', PORT: '0', DEMO: 'false' };
}
