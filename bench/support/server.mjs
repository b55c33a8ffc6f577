// The real server in a process of its own, on an empty embedded database, with one agency provisioned for measurements.
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { SERVER_FLAGS } from '../../scripts/prepare.mjs';

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const ON_TIME_MS = 120_000;

/** @returns where it answers, its process, addresses of its database for the application and for a superuser, and how to end it */
export async function startServer({ variables = {}, folder } = {}) {
  const dataDir = folder ?? (await mkdtemp(join(tmpdir(), 'extranet-bench-')));
  const env = {
    ...process.env,
    DATA_DIR: dataDir,
    PORT: '0',
    DEMO: 'false',
    LOG_LEVEL: 'error',
    NODE_ENV: 'test',
    ...variables,
  };
  const server = spawn(process.execPath, [...SERVER_FLAGS, join(root, 'dist/main.js')], {
    cwd: root,
    env,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const ended = new Promise((resolve) => server.once('exit', resolve));
  const running = await Promise.race([
    announced(dataDir, server.pid),
    ended.then(() => Promise.reject(new Error('the server stopped'))),
  ]);
  const { adminPassword } = JSON.parse(await readFile(join(dataDir, 'secrets.json'), 'utf8'));
  const admin = new URL(running.ownerUrl);
  admin.username = 'postgres';
  admin.password = adminPassword;
  return {
    dataDir,
    env,
    pid: server.pid,
    port: running.port,
    appUrl: running.databaseUrl,
    adminUrl: admin.toString(),
    stop: async ({ keep = false } = {}) => {
      server.kill('SIGTERM');
      await ended;
      if (!keep) await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function announced(dataDir, pid) {
  for (const end = Date.now() + ON_TIME_MS; Date.now() < end; await pause(50)) {
    const running = await readFile(join(dataDir, 'running.json'), 'utf8').then(JSON.parse, () => null);
    if (running?.pid === pid) return running;
  }
  throw new Error('the server did not start');
}

/** Peak memory of a process since its start, in MB. */
export async function peakMemory(pid) {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1]) / 1024;
}

/** A tenant folder for `tenant:add`, without publication. */
export async function writeTenantFolder(folder, domain) {
  await mkdir(folder, { recursive: true });
  const sheet = {
    domain,
    name: `Agence ${domain}`,
    lines: ['gerance', 'syndic'],
    features: ['extranet'],
    state: 'active',
    contact: { name: 'Mesure', email: 'mesure@example.org' },
    master: { login: 'mesure', lastName: 'Mesure', email: 'mesure@example.org', demo: 'personal' },
    offices: [{ name: 'Agence', addressLines: ['1 rue de la Mesure'], postalCode: '54000', city: 'Nancy' }],
    sources: [{ code: 'LSC-DEMO', label: 'Mesure', lines: ['gerance', 'syndic'] }],
  };
  await writeFile(join(folder, 'tenant.yaml'), JSON.stringify(sheet));
  return folder;
}

/** Runs a command of the command line beside that server. @returns what it printed */
export async function cli({ env }, ...args) {
  const child = spawn(process.execPath, [join(root, 'dist/cli.js'), ...args], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (printed += chunk));
  const code = await new Promise((resolve) => child.once('exit', resolve));
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}:\n${printed}`);
  return printed;
}
