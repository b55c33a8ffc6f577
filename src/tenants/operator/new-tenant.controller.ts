import { Controller, Get, Post, Req } from '@nestjs/common';
import type { Request } from 'express';
import { Operator } from '../../platform/auth/index.js';
import { type Page, page, parseForm, redirect, type Redirect } from '../../platform/http/index.js';
import { LOGO_BYTES_AT_MOST, Logos, logoTooLarge } from '../logos.service.js';
import { Provisioning } from '../provisioning/provisioning.js';
import { Say } from '../say.js';
import { FormChoices } from './form-choices.js';
import { newTenantSchema, sheetOf } from './new-tenant.schema.js';
import { readUpload } from './read-upload.js';

@Controller('clients/nouveau')
@Operator()
export class NewTenantController {
  constructor(
    private readonly provisioning: Provisioning,
    private readonly logos: Logos,
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
  async make(@Req() request: Request): Promise<Redirect> {
    const file = await readUpload(request, { name: 'logo', maxBytes: LOGO_BYTES_AT_MOST, tooLarge: logoTooLarge() });
    const form = parseForm(newTenantSchema, request.body);
    const logo = file && (await this.logos.draw(file));
    const { tenant, shownOnce } = await this.provisioning.make(sheetOf(form));
    if (logo) await this.logos.keep(tenant.domain, logo);
    return redirect(`/clients/${tenant.domain}`, { notice: 'tenants:operator.notice.made', once: { given: shownOnce } });
  }
}
