import { Injectable, Logger } from '@nestjs/common';
import { runInContext } from '../../platform/context/index.js';
import { sql, UnitOfWork } from '../../platform/database/index.js';
import { TenantDirectory } from '../../platform/tenancy/index.js';
import type { DropFolder } from './drop-folder.js';
import { type WatchedSource, watchedSources } from './drop-folder.queries.js';
import { DropFolderScan } from './drop-folder-scan.service.js';

/** The folders of every tenant. */
@Injectable()
export class WatchedFolders {
  private readonly log = new Logger('drop-folder');

  constructor(
    private readonly work: UnitOfWork,
    private readonly tenants: TenantDirectory,
    private readonly scans: DropFolderScan,
  ) {}

  /** One after another, made if missing, in the context of their tenant; one that fails does not keep the others from their turn. */
  async each(work: (folder: DropFolder, source: WatchedSource) => Promise<void>): Promise<void> {
    const rows = await this.work.operatorRead((query) =>
      query<{ id: string }>(sql`SELECT id FROM platform.tenant WHERE state = 'active' AND kind = 'agency' ORDER BY id`),
    );
    for (const { id } of rows) {
      const tenant = await this.tenants.byId(id);
      await runInContext({ requestId: `folders-${id}`, tenant }, () => this.eachOfTenant(work));
    }
  }

  private async eachOfTenant(work: (folder: DropFolder, source: WatchedSource) => Promise<void>): Promise<void> {
    for (const source of await this.work.read(watchedSources)) {
      const folder = this.scans.folderOf(source.code);
      try {
        await folder.ensure();
        await work(folder, source);
      } catch (error) {
        this.log.error(`${folder.path}: ${(error as Error).message}`);
      }
    }
  }
}
