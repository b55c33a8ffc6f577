import type { INestApplicationContext } from '@nestjs/common';
import type { AddressInfo } from 'node:net';
import { createApp } from '../boot/create-app.js';
import { findRunning } from '../boot/running-file.js';
import type { Config } from '../platform/config/index.js';
import { Background } from '../platform/jobs/index.js';

interface Where {
  config: Config;
  app: INestApplicationContext;
  domain: string;
}

/** Gives the address at which that tenant answers now: of the running instance, else of a server opened on a free port meanwhile. */
export async function servedBy<T>({ config, domain }: Where, work: (address: string) => Promise<T>): Promise<T> {
  const running = await findRunning(config.dataDir);
  if (running && running.port > 0) return work(config.with({ PORT: running.port }).publicUrl(domain));
  const server = await createApp(config);
  try {
    await server.listen(0, '127.0.0.1');
    const { port } = server.getHttpServer().address() as AddressInfo;
    server.get(Background).start({ worker: true });
    return await work(`http://${domain}.${config.env.BASE_DOMAIN}:${port}`);
  } finally {
    await server.close();
  }
}
