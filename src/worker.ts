import { collectLeftovers } from './boot/collect-leftovers.js';
import { openDatabase } from './boot/open-database.js';
import { createBackgroundApp } from './boot/create-app.js';
import { endWith } from './boot/end-with.js';
import { stopOnce } from './boot/stop-once.js';
import { ConfigError, loadConfig } from './platform/config/index.js';
import { Background } from './platform/jobs/index.js';

/** Does the jobs that Bull delivers; serves no page. */
async function main(): Promise<void> {
  const given = loadConfig(process.env);
  if (!given.env.REDIS_URL)
    throw new ConfigError(['REDIS_URL: required by a worker; without Redis the web process does the jobs itself']);
  const database = await openDatabase(given);
  const stop = stopOnce([() => database.close()]);
  const app = await createBackgroundApp(database.config);
  stop.first(() => app.close());
  collectLeftovers();
  app.get(Background).start({ worker: true });
}

main().catch(endWith);
