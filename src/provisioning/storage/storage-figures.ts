import { Injectable } from '@nestjs/common';
import { runInContext } from '../../platform/context/index.js';
import { sql, UnitOfWork } from '../../platform/database/index.js';
import { TenantDirectory } from '../../platform/tenancy/index.js';
import { TenantActivity } from '../../tenants/index.js';

/** What the files of a tenant weigh, told to the operator's console: whole files alone, each once. */
@Injectable()
export class StorageFigures {
  constructor(
    private readonly work: UnitOfWork,
    private readonly tenants: TenantDirectory,
    private readonly activity: TenantActivity,
  ) {}

  /** For the tenant of the context; one sum, whatever the number of files. */
  record(): Promise<void> {
    return this.work.write(async ({ query }) => {
      const [held] = await query<{ bytes: number }>(
        sql`SELECT coalesce(sum(bytes), 0)::bigint AS bytes FROM stored_file WHERE state = 'complete'`,
      );
      await this.activity.recordStorage(held?.bytes ?? 0);
    });
  }

  /** Tenant after tenant, each in its own transaction: a policy keeps any statement from reading two. */
  async recordAll(): Promise<void> {
    const rows = await this.work.operatorRead((query) =>
      query<{ id: string }>(sql`SELECT id FROM platform.tenant ORDER BY id`),
    );
    for (const { id } of rows) {
      const tenant = await this.tenants.byId(id);
      await runInContext({ requestId: `storage-${id}`, tenant }, () => this.record());
    }
  }
}
