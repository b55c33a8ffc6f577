import { Controller, Get, Param, ParseUUIDPipe, Query } from '@nestjs/common';
import { z } from 'zod';
import { Audit } from '../../platform/audit/index.js';
import { Operator } from '../../platform/auth/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import { NotFound } from '../../platform/errors/index.js';
import { type Page, page } from '../../platform/http/index.js';
import { declaredMessages, Messages, paragraphs, type MessageState, type RegisterEntry } from '../../platform/mail/index.js';
import { mailTrouble } from '../domain/mail-trouble.js';
import { masked } from '../domain/masked.js';
import { inTenant } from '../in-tenant.js';
import { TenantTabs } from '../operator/tenant-tabs.js';
import { Say } from '../say.js';
import { Tenants } from '../tenants.service.js';

/** What is no identifier names no message. */
const MESSAGE_ID = new ParseUUIDPipe({ exceptionFactory: () => new NotFound() });
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
    private readonly work: UnitOfWork,
    private readonly audit: Audit,
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
      messages: shown.map((entry) => ({ ...this.shown(entry), href: entry.state === 'kept' ? `${address}/${entry.id}` : null })),
      next: found.length > A_PAGE ? `${address}?${new URLSearchParams({ ...(state ? { etat: state } : {}), avant: shown.at(-1)?.id ?? '' }).toString()}` : null,
    });
  }

  /**
   * Where no mail server carries them the register is the mailbox: a message that was kept is read here as its recipient would have had
   * it, its links included. Each reading is in the journal.
   */
  @Get(':id')
  async read(@Param('domain') domain: string, @Param('id', MESSAGE_ID) id: string): Promise<Page> {
    const tenant = await this.tenants.byDomain(domain);
    const { state, createdAt, recipient, channel } = await inTenant(tenant, () => this.messages.read(id));
    if (state !== 'kept') throw new NotFound();
    const { subject, body } = await inTenant(tenant, () => this.messages.readAsRecipient(id));
    const details = { tenant: domain };
    await this.work.operatorWrite(() => this.audit.record({ action: 'messages.read-kept', subject: { kind: 'outgoing_message', id }, details }));
    const title = subject || this.say.now(`tenant-mails:channel.${channel}`);
    return page('tenants/operator/message', {
      title,
      steps: [
        { label: this.say.now('tenants:operator.list.title'), href: '/clients' },
        { label: tenant.name, href: `/clients/${domain}` },
        { label: this.say.now('tenant-mails:register.title'), href: `/clients/${domain}/envois` },
        { label: title, href: null },
      ],
      message: {
        createdAt,
        recipient,
        stateLabel: this.say.now(`tenant-mails:state.${state}`),
        tone: TONES[state],
        paragraphs: paragraphs(body),
      },
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
