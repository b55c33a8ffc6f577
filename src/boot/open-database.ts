import { join } from 'node:path';
import { Config } from '../platform/config/index.js';
import { localSecrets, prepareDatabase, startEmbeddedServer } from '../platform/database/embedded/index.js';
import { migrateUp } from '../platform/database/index.js';
import { PROJECT_ROOT } from '../platform/project-root.js';

export interface OpenDatabase {
  /** The configuration completed with what the embedded default makes for itself. */
  config: Config;
  close(): Promise<void>;
}

const SETTINGS = [
  'shared_buffers=256MB',
  'work_mem=32MB',
  'maintenance_work_mem=256MB',
  'max_wal_size=4GB',
  'max_connections=100',
  'jit=off',
  // The package waits for a line of this level to know that the server is up.
  'log_min_messages=log',
];

/** Connects to the given database, or starts the embedded one under `DATA_DIR`; the schema is brought up to date either way. */
export async function openDatabase(config: Config): Promise<OpenDatabase> {
  const opened = config.embeddedDatabase ? await openEmbedded(config) : { config, close: async () => undefined };
  const { DATABASE_OWNER_URL } = opened.config.env;
  if (!DATABASE_OWNER_URL) throw new Error('DATABASE_OWNER_URL: required');
  try {
    await migrateUp(DATABASE_OWNER_URL, join(PROJECT_ROOT, 'migrations'));
  } catch (error) {
    await opened.close();
    throw error;
  }
  return opened;
}

async function openEmbedded(config: Config): Promise<OpenDatabase> {
  const { dataDir } = config;
  const secrets = await localSecrets(dataDir);
  const server = await startEmbeddedServer({
    dataDir,
    password: secrets.adminPassword,
    settings: SETTINGS,
    log: () => undefined,
  });
  const { ownerUrl, appUrl } = await prepareDatabase(server.adminUrl('postgres'), 'extranet', secrets);
  return {
    config: config.with({
      DATABASE_URL: appUrl,
      DATABASE_OWNER_URL: ownerUrl,
      APP_SECRET: config.env.APP_SECRET ?? secrets.appSecret,
    }),
    close: () => server.stop(),
  };
}
