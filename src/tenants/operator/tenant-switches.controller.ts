import { Controller, Get, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import { Operator } from '../../platform/auth/index.js';
import { NotFound } from '../../platform/errors/index.js';
import { Form, type Page, page, redirect, type Redirect } from '../../platform/http/index.js';
import { domainLabel } from '../domain/contact-fields.js';
import { type Feature, featuresOf } from '../domain/features.js';
import { canBecome, type TenantState } from '../domain/tenant-state.js';
import { Say } from '../say.js';
import type { TenantRecord } from '../tenant-record.js';
import { Tenants } from '../tenants.service.js';
import { OperatorSwitches } from './operator-switches.service.js';

const onSchema = z.strictObject({ on: z.enum(['true', 'false']).transform((value) => value === 'true') });
const aliasSchema = z.strictObject({ alias: domainLabel });

/** What the operator turns on and off, each after a page that says what it does. */
@Controller('clients/:domain')
@Operator()
export class TenantSwitchesController {
  constructor(
    private readonly tenants: Tenants,
    private readonly switches: OperatorSwitches,
    private readonly say: Say,
  ) {}

  @Get('options/:feature')
  async confirmFeature(@Param('domain') domain: string, @Param('feature') name: string): Promise<Page> {
    const tenant = await this.tenants.byDomain(domain);
    const feature = known(tenant, name);
    const off = tenant.features.includes(feature);
    return this.confirm(tenant, {
      action: `/clients/${domain}/options/${feature}`,
      key: off ? 'feature-off' : 'feature-on',
      label: this.say.now(`tenants:feature.${feature}`),
      values: { on: String(!off) },
      danger: off,
    });
  }

  @Post('options/:feature')
  async switchFeature(
    @Param('domain') domain: string,
    @Param('feature') name: string,
    @Form(onSchema) { on }: z.infer<typeof onSchema>,
  ): Promise<Redirect> {
    const feature = known(await this.tenants.byDomain(domain), name);
    await this.tenants.switchFeature(domain, feature, on);
    const values = { feature: this.say.now(`tenants:feature.${feature}`) };
    return redirect(`/clients/${domain}`, { notice: `tenants:operator.notice.feature-${on ? 'on' : 'off'}`, values });
  }

  @Get('etat/:state')
  async confirmState(@Param('domain') domain: string, @Param('state') wished: string): Promise<Page> {
    const tenant = await this.tenants.byDomain(domain);
    const state = next(tenant, wished);
    const key = `to-${state}`;
    return this.confirm(tenant, { action: `/clients/${domain}/etat/${state}`, key, label: '', values: {}, danger: state === 'closed' });
  }

  @Post('etat/:state')
  async changeState(@Param('domain') domain: string, @Param('state') wished: string): Promise<Redirect> {
    const state = next(await this.tenants.byDomain(domain), wished);
    await this.tenants.changeState(domain, state);
    return redirect(`/clients/${domain}`, { notice: `tenants:operator.notice.state-${state}` });
  }

  @Post('reglages/:key')
  async turn(@Param('domain') domain: string, @Param('key') key: string, @Form(onSchema) { on }: z.infer<typeof onSchema>): Promise<Redirect> {
    await this.switches.turn(domain, key, on);
    return redirect(`/clients/${domain}#reglages`, { notice: 'tenants:operator.notice.switched' });
  }

  @Post('alias')
  async addAlias(@Param('domain') domain: string, @Form(aliasSchema) { alias }: z.infer<typeof aliasSchema>): Promise<Redirect> {
    await this.tenants.addAlias(domain, alias);
    return redirect(`/clients/${domain}`, { notice: 'tenants:operator.notice.alias-added', values: { alias } });
  }

  @Get('alias/:alias/retrait')
  async confirmAlias(@Param('domain') domain: string, @Param('alias') alias: string): Promise<Page> {
    const tenant = await this.tenants.byDomain(domain);
    if (!(await this.tenants.aliases(tenant.id)).includes(alias)) throw new NotFound();
    const action = `/clients/${domain}/alias/${alias}/retrait`;
    return this.confirm(tenant, { action, key: 'alias-removed', label: alias, values: {}, danger: true });
  }

  @Post('alias/:alias/retrait')
  async removeAlias(@Param('domain') domain: string, @Param('alias') alias: string): Promise<Redirect> {
    await this.tenants.removeAlias(domain, alias);
    return redirect(`/clients/${domain}`, { notice: 'tenants:operator.notice.alias-removed', values: { alias } });
  }

  private confirm(tenant: TenantRecord, { key, label, ...form }: Confirmation): Page {
    const values = { name: tenant.name, label };
    return page('tenants/operator/confirm', {
      title: this.say.now(`tenants:operator.confirm.${key}.title`, values),
      sentence: this.say.now(`tenants:operator.confirm.${key}.sentence`, values),
      submit: this.say.now(`tenants:operator.confirm.${key}.submit`, values),
      back: `/clients/${tenant.domain}`,
      ...form,
    });
  }
}

interface Confirmation {
  action: string;
  key: string;
  label: string;
  values: Record<string, string>;
  danger: boolean;
}

function known(tenant: TenantRecord, name: string): Feature {
  const feature = featuresOf(tenant.kind).find((one) => one === name);
  if (!feature) throw new NotFound();
  return feature;
}

function next(tenant: TenantRecord, wished: string): TenantState {
  const state = (['active', 'closed'] as const).find((one) => one === wished);
  if (!state || !canBecome(tenant.state, state)) throw new NotFound();
  return state;
}
