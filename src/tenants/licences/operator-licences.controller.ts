import { Controller, Get, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import { Operator } from '../../platform/auth/index.js';
import { Clock } from '../../platform/clock/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import { Form, type Page, page, redirect, type Redirect } from '../../platform/http/index.js';
import { day } from '../domain/contact-fields.js';
import { FEATURES, featuresOf } from '../domain/features.js';
import { ticks } from '../operator/identity.schema.js';
import { TenantTabs } from '../operator/tenant-tabs.js';
import { Say } from '../say.js';
import { Tenants } from '../tenants.service.js';
import { type IssuedLicence, issuedLicences, licenceId } from './licence.queries.js';
import { LicenceWords } from './licence-words.js';
import { Licences } from './licences.service.js';

const SHOWN = 50;

const licenceSchema = z.strictObject({
  features: ticks(z.enum(FEATURES)).refine((features) => features.length > 0, 'licences:no-feature'),
  until: z.preprocess((value) => value ?? '', day),
});

/** Keys the operator gives one agency: it pastes them on its own page. */
@Controller('clients/:domain/licences')
@Operator()
export class OperatorLicencesController {
  constructor(
    private readonly tenants: Tenants,
    private readonly licences: Licences,
    private readonly work: UnitOfWork,
    private readonly words: LicenceWords,
    private readonly clock: Clock,
    private readonly tabs: TenantTabs,
    private readonly say: Say,
  ) {}

  @Get()
  async list(@Param('domain') domain: string): Promise<Page> {
    const tenant = await this.tenants.byDomain(domain);
    const issued = await this.work.operatorRead((query) => query<IssuedLicence>(issuedLicences(tenant.id, SHOWN)));
    const today = this.clock.today(tenant.timeZone);
    return page('tenants/operator/licences', {
      title: this.say.now('licences:operator-title'),
      tenant,
      back: `/clients/${domain}`,
      tabs: this.tabs.of(domain, 'licences'),
      action: `/clients/${domain}/licences`,
      today,
      featureOptions: featuresOf(tenant.kind).map((feature) => ({
        value: feature,
        label: this.say.now(`tenants:feature.${feature}`),
        hint: this.say.now(`tenants:feature-hint.${feature}`),
      })),
      issued: issued.map((licence) => ({
        ...licence,
        id: licenceId(licence.number),
        names: this.words.features(licence.features),
        key: this.licences.keyOf(domain, licence),
        state: licence.usedAt ? 'used' : licence.until < today ? 'past' : 'waiting',
      })),
    });
  }

  @Post()
  async issue(@Param('domain') domain: string, @Form(licenceSchema) form: z.infer<typeof licenceSchema>): Promise<Redirect> {
    const key = await this.licences.issue(domain, form);
    return redirect(`/clients/${domain}/licences`, { notice: 'licences:issued', once: { key } });
  }
}
