// One PostgreSQL for the whole run, one migrated template; each test file clones it.
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrateUp } from '../../dist/platform/database/migrator.js';
import { prepareDatabase, startEmbeddedServer } from '../../dist/platform/database/embedded/index.js';

const UNSAFE_BUT_FAST = [
  'fsync=off',
  'full_page_writes=off',
  'synchronous_commit=off',
  'max_connections=300',
  'shared_buffers=256MB',
  'jit=off',
];

export default async function setUp(globalConfig) {
  const dataDir = await mkdtemp(join(tmpdir(), 'extranet-test-'));
  const log = [];
  const server = await startEmbeddedServer({
    dataDir,
    password: 'test-admin',
    settings: UNSAFE_BUT_FAST,
    log: (line) => log.push(line),
  });
  const roles = { ownerPassword: 'test-owner-password', webPassword: 'test-web-password' };
  const { ownerUrl } = await prepareDatabase(server.adminUrl('postgres'), 'template', roles);
  await migrateUp(ownerUrl, join(globalConfig.rootDir, 'migrations'));
  process.env.TEST_FOLDER = await mkdtemp(join(tmpdir(), 'extranet-test-files-'));
  process.env.TEST_DATABASE_ADMIN_URL = server.adminUrl('postgres');
  globalThis.testServer = { server, dataDir };
}
