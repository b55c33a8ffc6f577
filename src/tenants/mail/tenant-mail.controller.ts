import { Controller, Get, Param, Post } from '@nestjs/common';
import type { z } from 'zod';
import { Operator } from '../../platform/auth/index.js';
import { NotFound } from '../../platform/errors/index.js';
import { Form, type Page, page, redirect, type Redirect } from '../../platform/http/index.js';
import { mailTrouble } from '../domain/mail-trouble.js';
import { SECURITIES } from '../domain/smtp-address.js';
import { TenantTabs } from '../operator/tenant-tabs.js';
import { Say } from '../say.js';
import { Tenants } from '../tenants.service.js';
import { type MailAccountForm, mailAccountSchema, trialSchema } from './mail-account.schema.js';
import { TenantMail } from './tenant-mail.service.js';

/** By which server a tenant's messages leave, and whether they do. */
@Controller('clients/:domain/messagerie')
@Operator()
export class TenantMailController {
  constructor(
    private readonly tenants: Tenants,
    private readonly mail: TenantMail,
    private readonly tabs: TenantTabs,
    private readonly say: Say,
  ) {}

  @Get()
  async show(@Param('domain') domain: string): Promise<Page> {
    const tenant = await this.tenants.byDomain(domain);
    const account = await this.mail.account(domain);
    return page('tenants/operator/mail', {
      title: this.say.now('tenant-mails:account.title'),
      tenant,
      tabs: this.tabs.of(domain, 'mail'),
      base: `/clients/${domain}/messagerie`,
      own: account?.own ?? false,
      sentence: this.say.now(`tenant-mails:account.${account ? (account.own ? 'own' : 'host') : 'none'}`, { server: account?.host ?? '' }),
      account: account?.own ? account : { host: '', port: 465, security: 'tls', user: '', sender: '' },
      securities: SECURITIES.map((value) => ({ value, label: this.say.now(`tenant-mails:security.${value}`) })),
    });
  }

  @Post()
  async save(@Param('domain') domain: string, @Form(mailAccountSchema) form: MailAccountForm): Promise<Redirect> {
    await this.mail.save(domain, form);
    return redirect(`/clients/${domain}/messagerie`, { notice: 'tenant-mails:account.saved' });
  }

  @Post('essai')
  async tryOut(@Param('domain') domain: string, @Form(trialSchema) { to }: z.infer<typeof trialSchema>): Promise<Redirect> {
    const entry = await this.mail.tryOut(domain, to);
    const said = (outcome: string, tone: 'success' | 'info' | 'warning', values = {}) =>
      redirect(`/clients/${domain}/messagerie`, { notice: `tenant-mails:trial.${outcome}`, values: { to, ...values }, tone });
    if (!entry) return said('waiting', 'info');
    if (entry.state === 'sent') return said('sent', 'success');
    if (entry.state === 'kept') return said('kept', 'info');
    if (entry.state === 'suppressed') return said('suppressed', 'warning');
    const reason = this.say.now(`tenant-mails:trouble.${mailTrouble(entry.lastError ?? '')}`);
    return said('failed', 'warning', { reason, words: (entry.lastError ?? '').slice(0, 300) });
  }

  @Get('retrait')
  async confirmForgetting(@Param('domain') domain: string): Promise<Page> {
    const { name } = await this.withOwn(domain);
    return page('tenants/operator/confirm', {
      title: this.say.now('tenant-mails:account.forget-title', { name }),
      sentence: this.say.now('tenant-mails:account.forget-sentence'),
      submit: this.say.now('tenant-mails:account.forget'),
      back: `/clients/${domain}/messagerie`,
      action: `/clients/${domain}/messagerie/retrait`,
      values: {},
      danger: true,
    });
  }

  @Post('retrait')
  async forget(@Param('domain') domain: string): Promise<Redirect> {
    await this.withOwn(domain);
    await this.mail.forget(domain);
    return redirect(`/clients/${domain}/messagerie`, { notice: 'tenant-mails:account.forgotten' });
  }

  private async withOwn(domain: string) {
    const tenant = await this.tenants.byDomain(domain);
    if (!(await this.mail.account(domain))?.own) throw new NotFound();
    return tenant;
  }
}
