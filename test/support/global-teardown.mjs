import { rm } from 'node:fs/promises';

export default async function tearDown() {
  const { server, dataDir } = globalThis.testServer;
  await server.stop();
  for (const folder of [dataDir, process.env.TEST_FOLDER]) await rm(folder, { recursive: true, force: true });
}
