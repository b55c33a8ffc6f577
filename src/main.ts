import type { AddressInfo } from 'node:net';
import { describeDemo } from './boot/describe-demo.js';
import { demoSheets, loadDemo, wantsDemo } from './boot/load-demo.js';
import { announce, findRunning, withdraw } from './boot/running-file.js';
import { collectLeftovers } from './boot/collect-leftovers.js';
import { createApp } from './boot/create-app.js';
import { endWith } from './boot/end-with.js';
import { openDatabase } from './boot/open-database.js';
import { stopOnce } from './boot/stop-once.js';
import { ConfigError, loadConfig } from './platform/config/index.js';
import { Background } from './platform/jobs/index.js';
import { SftpDoor } from './publication/sftp/sftp-door.service.js';

const say = (line: string) => process.stdout.write(`${line}\n`);

async function main(): Promise<void> {
  collectLeftovers(); // of reading the program
  const given = loadConfig(process.env);
  const other = given.embeddedDatabase ? await findRunning(given.dataDir) : null;
  if (other)
    throw new ConfigError([
      `DATA_DIR: an instance (process ${other.pid}, port ${other.port}) already uses ${given.dataDir}`,
    ]);

  const database = await openDatabase(given);
  const { config } = database;
  const stop = stopOnce([() => database.close()]);
  try {
    const app = await createApp(config);
    stop.first(() => app.close());
    const { DATABASE_URL = '', DATABASE_OWNER_URL = '', HOST, PORT } = config.env;
    await app.listen(PORT, HOST);
    collectLeftovers(); // of putting it together
    app.get(Background).start({ worker: false });
    const sftp = await app.get(SftpDoor).open();
    const port = (app.getHttpServer().address() as AddressInfo).port;
    if (given.embeddedDatabase) {
      await announce(config.dataDir, {
        pid: process.pid,
        port,
        databaseUrl: DATABASE_URL,
        ownerUrl: DATABASE_OWNER_URL,
      });
      stop.first(() => withdraw(config.dataDir));
    }
    const served = config.with({ PORT: port });
    const demo = config.env.DEMO ?? given.embeddedDatabase;
    if (demo && (await wantsDemo(app, config))) {
      say('Loading the demo tenants…');
      await loadDemo(app, config, (domain) => served.publicUrl(domain));
    }
    say(`\nExtranet is ready: ${served.publicUrl()}`);
    if (sftp) say(`Drop folders by SFTP: ${sftp.address}, port ${sftp.port}`);
    if (demo) for (const line of describeDemo(await demoSheets(), served)) say(line);
  } catch (error) {
    await stop.now();
    throw error;
  }
}

main().catch(endWith);
