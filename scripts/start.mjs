// npm start: installs, builds, then runs the server under the Node of node_modules. A server whose starter is killed stops by itself.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { node, prepare, root, SERVER_FLAGS } from './prepare.mjs';

prepare();
const server = spawn(node, [...SERVER_FLAGS, join(root, 'dist', 'main.js')], {
  cwd: root,
  stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => server.kill(signal));
server.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
