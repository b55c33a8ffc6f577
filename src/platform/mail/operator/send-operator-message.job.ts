import { Injectable } from '@nestjs/common';
import { Clock } from '../../clock/index.js';
import { Config } from '../../config/index.js';
import { UnitOfWork } from '../../database/index.js';
import { DEFAULT_LOCALE } from '../../i18n/index.js';
import { type HandlesJob, type JobAttempt, JobHandler } from '../../jobs/index.js';
import { type Chrome, ViewEngine } from '../../views/index.js';
import type { Delivery } from '../carrier.js';
import { paragraphs } from '../domain/wording.js';
import { SmtpTransports } from '../smtp-transports.js';
import * as queries from './operator-message.queries.js';
import type { OperatorMessage, OperatorMessageState } from './operator-message.queries.js';
import { SEND_OPERATOR_MESSAGE } from './send-operator-message.kind.js';

const SENDER_NAME = 'Extranet';
const ZONE = 'Europe/Paris';
const VIEW = 'mail/email/own-wording';

/** Carries one message to an operator, by the host's mail server. Sent, kept or given up, it is left alone. */
@Injectable()
@JobHandler(SEND_OPERATOR_MESSAGE)
export class SendOperatorMessage implements HandlesJob<{ messageId: string }> {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly views: ViewEngine,
    private readonly transports: SmtpTransports,
    private readonly config: Config,
  ) {}

  async run({ messageId }: { messageId: string }, { last }: JobAttempt): Promise<void> {
    const message = await this.begin(messageId);
    if (!message) return;
    const delivery = await this.deliver(message);
    const error = 'error' in delivery ? delivery.error : null;
    const state = stateAfter(delivery, last);
    await this.work.operatorWrite(({ query }) =>
      query(queries.endOperatorSending(messageId, state, error, this.clock.now())),
    );
    if (state === 'queued') throw new Error(error ?? 'not sent');
  }

  private begin(id: string): Promise<OperatorMessage | null> {
    return this.work.operatorWrite(async ({ query }) => {
      const [message] = await query<OperatorMessage>(queries.operatorMessageById(id, true));
      if (!message || (message.state !== 'queued' && message.state !== 'sending')) return null;
      await query(queries.beginOperatorSending(id));
      return message;
    });
  }

  private async deliver({ id, recipient, subject, body }: OperatorMessage): Promise<Delivery> {
    const { SMTP_URL, MAIL_FROM, BASE_DOMAIN } = this.config.env;
    if (!SMTP_URL) return { outcome: 'kept' };
    const chrome: Chrome = {
      layout: 'email',
      locale: DEFAULT_LOCALE,
      timeZone: ZONE,
      title: subject,
      requestId: '',
      path: '',
    };
    const model = { paragraphs: paragraphs(body) };
    return this.transports.send(SMTP_URL, {
      from: { name: SENDER_NAME, address: MAIL_FROM ?? '' },
      to: recipient,
      subject,
      text: this.views.renderText(VIEW, model, chrome),
      html: this.views.render(VIEW, model, chrome),
      messageId: `<${id}@${BASE_DOMAIN}>`,
      headers: { 'Auto-Submitted': 'auto-generated' },
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  }
}

function stateAfter(delivery: Delivery, last: boolean): OperatorMessageState {
  if (delivery.outcome === 'later') return last ? 'failed' : 'queued';
  return delivery.outcome === 'refused' ? 'failed' : delivery.outcome;
}
