import type { INestApplicationContext } from '@nestjs/common';
import { createBackgroundApp } from '../boot/create-app.js';
import { stopOnce } from '../boot/stop-once.js';
import type { OperatorViewer } from '../platform/auth/index.js';
import { type Config, loadConfig } from '../platform/config/index.js';
import { runInContext } from '../platform/context/index.js';
import { connect } from './connect.js';

/** Whoever holds the machine's shell is the operator; the registers name the command line. */
const COMMAND_LINE: OperatorViewer = {
  kind: 'operator',
  sessionId: '',
  operatorId: 'command-line',
  name: 'Ligne de commande',
  locale: null,
  mustChangePassword: false,
};

/** Opens the application without its doors, works in it as the operator, closes everything it opened. */
export async function withApp<T>(work: (app: INestApplicationContext, config: Config) => Promise<T>): Promise<T> {
  const database = await connect(loadConfig(process.env));
  const stop = stopOnce([() => database.close()]);
  try {
    const app = await createBackgroundApp(database.config);
    stop.first(() => app.close());
    return await runInContext({ requestId: 'command-line', viewer: COMMAND_LINE, locale: 'en' }, () =>
      work(app, database.config),
    );
  } finally {
    await stop.now();
  }
}
