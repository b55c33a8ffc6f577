import { announce, findRunning, withdraw } from '../boot/running-file.js';
import { type OpenDatabase, openDatabase } from '../boot/open-database.js';
import { type Config, ConfigError } from '../platform/config/index.js';
import { localSecrets } from '../platform/database/embedded/index.js';

/** Announced as its port by a command that holds the embedded database for itself. */
const NO_PORT = 0;

/**
 * The database a command works on: the one given, that of the running instance, or the embedded one, started for as long as the
 * command lasts and brought up to date.
 */
export async function connect(config: Config): Promise<OpenDatabase> {
  if (!config.embeddedDatabase) return openDatabase(config);
  const running = await findRunning(config.dataDir);
  if (running?.port === NO_PORT) {
    throw new ConfigError([
      `DATA_DIR: another command (process ${running.pid}) is at work in ${config.dataDir}; try again when it has ended`,
    ]);
  }
  if (running) return { config: await beside(config, running), close: async () => undefined };
  const opened = await openDatabase(config);
  const { DATABASE_URL: databaseUrl = '', DATABASE_OWNER_URL: ownerUrl = '' } = opened.config.env;
  await announce(config.dataDir, { pid: process.pid, port: NO_PORT, databaseUrl, ownerUrl });
  return {
    config: opened.config,
    close: async () => {
      await withdraw(config.dataDir);
      await opened.close();
    },
  };
}

async function beside(
  config: Config,
  running: { port: number; databaseUrl: string; ownerUrl: string },
): Promise<Config> {
  const { appSecret } = await localSecrets(config.dataDir);
  return config.with({
    PORT: running.port,
    DATABASE_URL: running.databaseUrl,
    DATABASE_OWNER_URL: running.ownerUrl,
    APP_SECRET: config.env.APP_SECRET ?? appSecret,
  });
}
