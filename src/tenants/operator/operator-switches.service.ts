import { Injectable } from '@nestjs/common';
import { Audit } from '../../platform/audit/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import { NotFound } from '../../platform/errors/index.js';
import { inTenant } from '../in-tenant.js';
import { Tenants } from '../tenants.service.js';
import { OperatorPanel } from './operator-panel.js';

/** Turns the flags that rooms leave to the operator. */
@Injectable()
export class OperatorSwitches {
  constructor(
    private readonly tenants: Tenants,
    private readonly panel: OperatorPanel,
    private readonly work: UnitOfWork,
    private readonly audit: Audit,
  ) {}

  /** @throws NotFound when no room has such a flag */
  async turn(domain: string, key: string, on: boolean): Promise<void> {
    const tenant = await this.tenants.byDomain(domain);
    const chosen = this.panel.switch(key);
    if (!chosen) throw new NotFound();
    await inTenant(tenant, () =>
      this.work.write(async ({ query }) => {
        await chosen.write(query, on);
        await this.audit.record({ action: 'tenants.switch', subject: { kind: 'switch', id: key }, details: { setting: key, on } });
      }),
    );
  }
}
