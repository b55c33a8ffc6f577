import { Controller, Get, Param, Query } from '@nestjs/common';
import { z } from 'zod';
import { Operator } from '../../platform/auth/index.js';
import { type Page, page } from '../../platform/http/index.js';
import { declaredMessages, Messages, type MessageState, type RegisterEntry } from '../../platform/mail/index.js';
import { mailTrouble } from '../domain/mail-trouble.js';
import { masked } from '../domain/masked.js';
import { inTenant } from '../in-tenant.js';
import { TenantTabs } from '../operator/tenant-tabs.js';
import { Say } from '../say.js';
import { Tenants } from '../tenants.service.js';

const A_PAGE = 50;
const STATES = ['queued', 'sending', 'sent', 'kept', 'failed', 'suppressed'] as const;
const TONES: Record<MessageState, string> = { queued: 'info', sending: 'info', sent: 'success', kept: '', failed: 'danger', suppressed: 'warning' };

/** What left for the people of one tenant and what became of it: neither whom it was for nor what it said [PUB-67]. */
@Controller('clients/:domain/envois')
@Operator()
export class TenantRegisterController {
  constructor(
    private readonly tenants: Tenants,
    private readonly messages: Messages,
    private readonly tabs: TenantTabs,
    private readonly say: Say,
  ) {}

  @Get()
  async list(@Param('domain') domain: string, @Query() query: Record<string, unknown>): Promise<Page> {
    const tenant = await this.tenants.byDomain(domain);
    const state = STATES.find((one) => one === query.etat);
    const before = z.uuid().safeParse(query.avant).data;
    const asked = { limit: A_PAGE + 1, ...(state ? { state } : {}), ...(before ? { before } : {}) };
    const found = await inTenant(tenant, () => this.messages.register(asked));
    const shown = found.slice(0, A_PAGE);
    const address = `/clients/${domain}/envois`;
    return page('tenants/operator/register', {
      title: this.say.now('tenant-mails:register.title'),
      tenant,
      tabs: this.tabs.of(domain, 'register'),
      address,
      state: state ?? '',
      narrowed: state !== undefined || before !== undefined,
      states: [
        { value: '', label: this.say.now('tenant-mails:register.all') },
        ...STATES.map((value) => ({ value, label: this.say.now(`tenant-mails:state.${value}`) })),
      ],
      messages: shown.map((entry) => this.shown(entry)),
      next: found.length > A_PAGE ? `${address}?${new URLSearchParams({ ...(state ? { etat: state } : {}), avant: shown.at(-1)?.id ?? '' }).toString()}` : null,
    });
  }

  private shown({ channel, template, recipient, state, attempts, lastError, createdAt, sentAt }: RegisterEntry) {
    return {
      createdAt,
      sentAt,
      attempts,
      channel: this.say.now(`tenant-mails:channel.${channel}`),
      template: declaredMessages().has(template) ? template : '—',
      recipient: masked(recipient),
      stateLabel: this.say.now(`tenant-mails:state.${state}`),
      tone: TONES[state],
      trouble: lastError && this.say.now(`tenant-mails:trouble.${mailTrouble(lastError)}`),
      words: lastError && masked(lastError).slice(0, 240),
    };
  }
}
