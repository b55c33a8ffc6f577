import { Controller, Get, Param, Post } from '@nestjs/common';
import { Operator } from '../../platform/auth/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import { NotFound } from '../../platform/errors/index.js';
import { type Page, page, redirect, type Redirect } from '../../platform/http/index.js';
import { inTenant } from '../in-tenant.js';
import { Say } from '../say.js';
import { Tenants } from '../tenants.service.js';
import { type OperatorDeed, OperatorPanel } from './operator-panel.js';

/** Acts that rooms leave to the operator; each writes its own line in the registers. */
@Controller('clients/:domain/actes/:key')
@Operator()
export class TenantDeedsController {
  constructor(
    private readonly tenants: Tenants,
    private readonly panel: OperatorPanel,
    private readonly work: UnitOfWork,
    private readonly say: Say,
  ) {}

  @Get()
  async confirm(@Param('domain') domain: string, @Param('key') key: string): Promise<Page> {
    const deed = this.find(key);
    const { name } = await this.tenants.byDomain(domain);
    return page('tenants/operator/confirm', {
      title: this.say.now('tenants:operator.deeds.confirm', { label: this.say.now(deed.label), name }),
      sentence: this.say.now(deed.hint),
      submit: this.say.now('tenants:operator.deeds.do'),
      back: `/clients/${domain}`,
      action: `/clients/${domain}/actes/${key}`,
      values: {},
      danger: true,
    });
  }

  @Post()
  async perform(@Param('domain') domain: string, @Param('key') key: string): Promise<Redirect> {
    const deed = this.find(key);
    const tenant = await this.tenants.byDomain(domain);
    const given = await inTenant(tenant, () => this.work.write(() => deed.run()));
    return redirect(`/clients/${domain}`, { notice: 'tenants:operator.deeds.done', once: { given } });
  }

  private find(key: string): OperatorDeed {
    const deed = this.panel.deeds.find((one) => one.key === key);
    if (!deed) throw new NotFound();
    return deed;
  }
}
