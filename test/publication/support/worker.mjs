// A process that does the jobs of a test's database until it is killed: `node worker.mjs`, configured like any process.
import { setTimeout as pause } from 'node:timers/promises';
import { createBackgroundApp } from '../../../dist/boot/create-app.js';
import { loadConfig } from '../../../dist/platform/config/index.js';
import { Dispatcher } from '../../../dist/platform/jobs/index.js';

const app = await createBackgroundApp(loadConfig(process.env));
process.stdout.write('ready\n');
for (;;) {
  await app.get(Dispatcher).drain();
  await pause(20);
}
