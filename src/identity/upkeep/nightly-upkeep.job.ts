import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { runInContext } from '../../platform/context/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import { defineJob, type HandlesJob, JobHandler, OnTheClock } from '../../platform/jobs/index.js';
import { TenantDirectory } from '../../platform/tenancy/index.js';
import { Operators } from '../operators/operators.js';
import { Throttle } from '../sign-in/throttle.service.js';
import { TenantUpkeep } from './tenant-upkeep.js';
import { everyTenant } from './upkeep.queries.js';

export const IDENTITY_UPKEEP = defineJob('identity.upkeep', z.strictObject({}));

/** Tenant after tenant, each in its own transaction. */
@Injectable()
@JobHandler(IDENTITY_UPKEEP)
@OnTheClock('10 3 * * *', 'Effacer les mots de passe provisoires expirés et les sessions terminées')
export class NightlyUpkeep implements HandlesJob<object> {
  constructor(
    private readonly work: UnitOfWork,
    private readonly tenants: TenantDirectory,
    private readonly upkeep: TenantUpkeep,
    private readonly throttle: Throttle,
    private readonly operators: Operators,
  ) {}

  async run(): Promise<void> {
    await this.throttle.sweep();
    await this.operators.sweep();
    const rows = await this.work.operatorRead((query) => query<{ id: string }>(everyTenant()));
    for (const { id } of rows) {
      const tenant = await this.tenants.byId(id);
      await runInContext({ requestId: `upkeep-${id}`, tenant }, () => this.upkeep.run());
    }
  }
}
