import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { Dispatcher } from '../../../src/platform/jobs/index.js';
import type { PublicationWorld } from './world.js';

const SCRIPT = fileURLToPath(new URL('./worker.mjs', import.meta.url));

/** Another process at work on the jobs of the world, which can be killed at any point. */
export class KillableWorker {
  private constructor(
    private readonly world: PublicationWorld,
    private readonly child: ChildProcess,
  ) {}

  static async start(world: PublicationWorld): Promise<KillableWorker> {
    const { env } = world.app.config;
    const child = spawn(process.execPath, [SCRIPT], {
      env: {
        PATH: process.env.PATH,
        NODE_ENV: 'test',
        BASE_DOMAIN: 'localhost',
        LOG_LEVEL: 'silent',
        DATA_DIR: env.DATA_DIR,
        DATABASE_URL: world.app.database.appUrl,
        DATABASE_OWNER_URL: world.app.database.ownerUrl,
        APP_SECRET: env.APP_SECRET,
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout!, 'data');
    return new KillableWorker(world, child);
  }

  /** SIGKILL; its jobs are then taken for abandoned at once, as they would be two minutes later. */
  async kill(): Promise<void> {
    const gone = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await gone;
    await this.world.sql(`UPDATE platform.job SET locked_until = now() - interval '1 second' WHERE state = 'running'`);
    await this.world.app.get(Dispatcher).recover();
  }
}
