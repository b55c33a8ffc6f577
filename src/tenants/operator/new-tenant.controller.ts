import { Controller, Get, Post } from '@nestjs/common';
import type { z } from 'zod';
import { Operator } from '../../platform/auth/index.js';
import { Form, type Page, page, redirect, type Redirect } from '../../platform/http/index.js';
import { Provisioning } from '../provisioning/provisioning.js';
import { Say } from '../say.js';
import { FormChoices } from './form-choices.js';
import { newTenantSchema, sheetOf } from './new-tenant.schema.js';

@Controller('clients/nouveau')
@Operator()
export class NewTenantController {
  constructor(
    private readonly provisioning: Provisioning,
    private readonly choices: FormChoices,
    private readonly say: Say,
  ) {}

  @Get()
  form(): Page {
    return page('tenants/operator/new', {
      title: this.say.now('tenants:operator.new.title'),
      ...this.choices.forNewTenant(),
      chosen: { kind: 'agency', lines: ['gerance', 'syndic'], features: ['extranet'], timeZone: 'Europe/Paris', masterLogin: 'pagesimmo' },
    });
  }

  @Post()
  async make(@Form(newTenantSchema) form: z.infer<typeof newTenantSchema>): Promise<Redirect> {
    const { tenant, shownOnce } = await this.provisioning.make(sheetOf(form));
    return redirect(`/clients/${tenant.domain}`, { notice: 'tenants:operator.notice.made', once: { given: shownOnce } });
  }
}
