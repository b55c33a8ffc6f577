// npm run cli, npm run bench: installs, builds, then runs a file under the Node of node_modules with the arguments given.
import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { node, prepare, root } from './prepare.mjs';

const [file, ...given] = process.argv.slice(2);
if (!file) {
  process.stderr.write('usage: node scripts/run.mjs <file> [arguments]\n');
  process.exit(2);
}
prepare();
const child = spawn(node, ['--enable-source-maps', resolve(root, file), ...given], {
  cwd: process.cwd(),
  stdio: 'inherit',
});
// A terminal sends Ctrl-C to both processes; what comes from elsewhere is handed on.
process.on('SIGINT', () => process.stdin.isTTY || child.kill('SIGINT'));
for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
