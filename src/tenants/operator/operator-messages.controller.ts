import { Controller, Get, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { Audit } from '../../platform/audit/index.js';
import { Operator } from '../../platform/auth/index.js';
import { Config } from '../../platform/config/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import { NotFound } from '../../platform/errors/index.js';
import { type Page, page, redirect, type Redirect } from '../../platform/http/index.js';
import { type OperatorMessage, OperatorMessages, paragraphs } from '../../platform/mail/index.js';
import { Say } from '../say.js';

/** What is no identifier names no message. */
const MESSAGE_ID = new ParseUUIDPipe({ exceptionFactory: () => new NotFound() });
const MESSAGES_A_PAGE = 50;
const TONES = { queued: 'info', sending: 'info', sent: 'success', kept: '', failed: 'danger' } as const;

/** What the host told its operators, as it left or would have left. */
@Controller('messages')
@Operator()
export class OperatorMessagesController {
  constructor(
    private readonly messages: OperatorMessages,
    private readonly work: UnitOfWork,
    private readonly audit: Audit,
    private readonly config: Config,
    private readonly say: Say,
  ) {}

  @Get()
  async list(@Query('avant') before: unknown): Promise<Page> {
    const from = z.uuid().safeParse(before).data ?? null;
    const found = await this.messages.list(from, MESSAGES_A_PAGE + 1);
    const shown = found.slice(0, MESSAGES_A_PAGE);
    return page('tenants/operator/messages', {
      title: this.say.now('tenants:operator.messages.title'),
      recipients: (this.config.env.OPERATOR_EMAIL ?? []).join(', '),
      carried: this.config.env.SMTP_URL !== undefined,
      messages: shown.map((message) => this.shown(message)),
      next: found.length > MESSAGES_A_PAGE ? `/messages?avant=${shown.at(-1)?.id}` : null,
    });
  }

  @Get(':id')
  async read(@Param('id', MESSAGE_ID) id: string): Promise<Page> {
    const message = await this.messages.read(id);
    return page('tenants/operator/message', {
      title: message.subject,
      steps: [
        { label: this.say.now('tenants:operator.messages.title'), href: '/messages' },
        { label: message.subject, href: null },
      ],
      message: { ...this.shown(message), paragraphs: paragraphs(message.body) },
    });
  }

  @Post(':id/envoi')
  async sendAgain(@Param('id', MESSAGE_ID) id: string): Promise<Redirect> {
    await this.work.operatorWrite(async () => {
      await this.messages.sendAgain(id);
      await this.audit.record({ action: 'messages.send-again', subject: { kind: 'operator_message', id } });
    });
    return redirect('/messages', { notice: 'tenants:operator.messages.queued-again' });
  }

  private shown(message: OperatorMessage) {
    const { id, state, recipient, tenantDomain } = message;
    return {
      ...message,
      href: `/messages/${id}`,
      tenantHref: tenantDomain && `/clients/${tenantDomain}`,
      stateLabel: this.say.now(`tenants:operator.messages.states.${state}`),
      tone: TONES[state],
      mayBeSent: recipient !== '' && (state === 'kept' || state === 'failed'),
    };
  }
}
