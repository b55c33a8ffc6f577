import { Controller, Get, Param, Post } from '@nestjs/common';
import type { z } from 'zod';
import { Operator } from '../../platform/auth/index.js';
import { Form, type Page, page, redirect, type Redirect } from '../../platform/http/index.js';
import { Provisioning } from '../provisioning/provisioning.js';
import { Say } from '../say.js';
import { Tenants } from '../tenants.service.js';
import { FormChoices } from './form-choices.js';
import { identitySchema } from './identity.schema.js';

@Controller('clients/:domain/identite')
@Operator()
export class TenantIdentityController {
  constructor(
    private readonly tenants: Tenants,
    private readonly provisioning: Provisioning,
    private readonly choices: FormChoices,
    private readonly say: Say,
  ) {}

  @Get()
  async edit(@Param('domain') domain: string): Promise<Page> {
    const tenant = await this.tenants.byDomain(domain);
    return page('tenants/operator/identity', {
      title: this.say.now('tenants:operator.identity.title'),
      tenant,
      agency: tenant.kind === 'agency',
      action: `/clients/${domain}/identite`,
      back: `/clients/${domain}`,
      ...this.choices.forIdentity(),
    });
  }

  @Post()
  async save(@Param('domain') domain: string, @Form(identitySchema) identity: z.infer<typeof identitySchema>): Promise<Redirect> {
    await this.provisioning.changeIdentity(domain, identity);
    return redirect(`/clients/${domain}`, { notice: 'tenants:operator.notice.identity' });
  }
}
