import { join } from 'node:path';
import { Global, Module } from '@nestjs/common';
import { Config } from '../config/index.js';
import { HealthService } from '../observability/index.js';
import type { BlobDriver } from './drivers/blob-driver.js';
import { DiskDriver } from './drivers/disk-driver.js';
import { FileStore } from './file-store.js';
import { ClamdScanner } from './inspection/clamd-scanner.js';
import { FileInspector } from './inspection/file-inspector.js';
import { MalwareScanner, TestFileScanner } from './inspection/malware-scanner.js';
import { Spool } from './spool.js';
import { SweepFiles } from './sweep-files.job.js';

@Global()
@Module({
  providers: [
    {
      provide: MalwareScanner,
      inject: [Config],
      useFactory: ({ env }: Config) => (env.CLAMD_URL ? new ClamdScanner(env.CLAMD_URL) : new TestFileScanner()),
    },
    FileInspector,
    SweepFiles,
    {
      provide: FileStore,
      inject: [Config, FileInspector],
      useFactory: async (config: Config, inspector: FileInspector) =>
        new FileStore(await driverFor(config), spoolFor(config), inspector),
    },
  ],
  exports: [FileStore, FileInspector],
})
export class FilesModule {
  constructor(health: HealthService, files: FileStore) {
    health.register('files', () => files.check());
  }
}

/** The S3 client takes a while to load: only who uses it waits for it. */
async function driverFor({ env, filesDir }: Config): Promise<BlobDriver> {
  if (!env.S3_ENDPOINT) return new DiskDriver(filesDir);
  const { S3Driver } = await import('./drivers/s3-driver.js');
  return new S3Driver({
    endpoint: env.S3_ENDPOINT,
    bucket: env.S3_BUCKET ?? '',
    region: env.S3_REGION,
    accessKeyId: env.S3_ACCESS_KEY ?? '',
    secretAccessKey: env.S3_SECRET_KEY ?? '',
  });
}

/** On the same disk as the files when they are on a disk, so that a checked file is moved, not copied. */
function spoolFor(config: Config): Spool {
  return new Spool(config.env.S3_ENDPOINT ? join(config.dataDir, 'incoming') : join(config.filesDir, '.incoming'));
}
