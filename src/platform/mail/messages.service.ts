import { Injectable } from '@nestjs/common';
import { Clock } from '../clock/index.js';
import { context, currentTenant } from '../context/index.js';
import { type Query, UnitOfWork } from '../database/index.js';
import { NotFound } from '../errors/index.js';
import type { Locale } from '../i18n/index.js';
import { Jobs } from '../jobs/index.js';
import { Carriers } from './carriers.js';
import { hide, reveal, type Secrets, takeOut } from './domain/secret-marks.js';
import { escapeHtml } from './escape-html.js';
import { type MessageRow, type MessageState, type MessageToWrite, type RegisterFilter } from './message.queries.js';
import * as queries from './message.queries.js';
import type { Channel, MessageKind } from './message-kind.js';
import { MessageWriter, type WrittenMessage } from './message-writer.js';
import { SealedSecrets } from './sealed-secrets.js';
import { SEND_MESSAGE } from './send-message.kind.js';

export interface Recipient {
  /** Email address or, for an SMS, number (E.164). */
  address: string;
  name?: string;
  /** Absent: the tenant's language, else French. */
  locale?: Locale | null;
}

export interface MessageOptions {
  /** The office or the manager who will read the answer. */
  replyTo?: string | null;
  /** Whom it is about, so that his card can list it: `{ kind: 'party', id }`. */
  concerns?: { kind: string; id: string };
  /** For what goes to hundreds: leaves at the permitted rate, behind everything else. */
  unhurried?: boolean;
  /** One click, no sign-in: shown in the foot and in the headers mail programs look at. */
  unsubscribeUrl?: string;
}

export interface RegisterEntry {
  id: string;
  channel: Channel;
  template: string;
  recipient: string;
  recipientName: string;
  subject: string | null;
  state: MessageState;
  attempts: number;
  lastError: string | null;
  createdAt: Date;
  sentAt: Date | null;
}

export type ReadMessage = Omit<MessageRow, 'sealedSecrets' | 'variables'>;

/** The one way out for email and SMS: a row of the register and its job, in the transaction under way. */
@Injectable()
export class Messages {
  constructor(
    private readonly work: UnitOfWork,
    private readonly jobs: Jobs,
    private readonly clock: Clock,
    private readonly seals: SealedSecrets,
    private readonly writer: MessageWriter,
    private readonly carriers: Carriers,
  ) {}

  /** @throws when the variables are not those of the message */
  async send<V>(kind: MessageKind<V>, to: Recipient, variables: V, options: MessageOptions = {}): Promise<void> {
    await this.sendEach(kind, [{ to, variables, options }]);
  }

  /** The same for many, in one statement. */
  async sendEach<V>(
    kind: MessageKind<V>,
    letters: { to: Recipient; variables: V; options?: MessageOptions }[],
  ): Promise<void> {
    if (letters.length === 0) return;
    const rows = letters.map(({ to, variables, options }) => this.row(kind, to, variables, options ?? {}));
    const unhurried = rows.every((row) => row.unhurried);
    await this.work.write(async ({ query }) => {
      const spread = unhurried ? await this.turns(query, kind.channel) : undefined;
      const written = await query<{ id: string; state: MessageState }>(queries.insertMessages(rows, this.clock.now()));
      const queued = written.filter((message) => message.state === 'queued').map(({ id }) => ({ messageId: id }));
      if (queued.length > 0) await this.jobs.laterEach(SEND_MESSAGE, queued, { unhurried, spread });
    });
  }

  /** Newest first. */
  register(filter: RegisterFilter = {}): Promise<RegisterEntry[]> {
    return this.work.read((query) => query<RegisterEntry>(queries.registerPage(filter)));
  }

  /** As it was sent, its secrets hidden; before it is sent, as it would be now. @throws NotFound */
  async read(id: string): Promise<ReadMessage> {
    const { sealedSecrets: _sealed, variables: _variables, ...message } = await this.find(id);
    return { ...message, html: message.html && hide(message.html), body: message.body && hide(message.body) };
  }

  /**
   * With its secrets, as its recipient would have it. Only for who may stand in for the mail server: where there is none, the register is
   * the mailbox. The caller writes to the audit register. @throws NotFound
   */
  async readAsRecipient(id: string): Promise<WrittenMessage> {
    const row = await this.find(id);
    const secrets = row.sealedSecrets ? this.seals.open<Secrets>(row.sealedSecrets, currentTenant().id) : {};
    return {
      subject: row.subject ?? '',
      html: row.html && reveal(row.html, secrets, escapeHtml),
      body: reveal(row.body ?? '', secrets),
    };
  }

  /** A person asks for what failed or was kept to be sent again. @throws NotFound */
  async sendAgain(id: string): Promise<void> {
    await this.work.write(async ({ query }) => {
      const queued = await query(queries.queueAgain(id));
      if (queued.length === 0) throw new NotFound();
      await this.jobs.later(SEND_MESSAGE, { messageId: id });
    });
  }

  /** The message with its example, in the words the tenant uses now. */
  preview<V>(kind: MessageKind<V>, locale: Locale): Promise<WrittenMessage> {
    const variables = kind.example as Record<string, unknown>;
    return this.writer.write(kind as MessageKind<unknown>, {
      locale,
      variables,
      unsubscribeUrl: null,
      linkSecrets: [],
    });
  }

  /** At the permitted rate, behind those that wait already: were they all due at once, each would be taken up each minute in vain. */
  private async turns(query: Query, channel: Channel): Promise<{ perMinute: number; behind: number } | undefined> {
    const perMinute = await this.carriers.of(channel).perMinute();
    if (perMinute === null) return undefined;
    const [row] = await query<{ waiting: number }>(queries.countWaiting(channel));
    return { perMinute, behind: row?.waiting ?? 0 };
  }

  private async find(id: string): Promise<MessageRow> {
    const [row] = await this.work.read((query) => query<MessageRow>(queries.messageById(id)));
    if (!row) throw new NotFound();
    return row;
  }

  private row<V>(kind: MessageKind<V>, to: Recipient, variables: V, options: MessageOptions): MessageToWrite {
    const { open, secrets } = takeOut(kind.variables.parse(variables) as Record<string, unknown>, kind.secrets);
    const sealed = kind.secrets.length > 0 ? this.seals.seal(secrets, currentTenant().id).toString('hex') : null;
    return {
      channel: kind.channel,
      template: kind.name,
      locale: to.locale ?? currentTenant().locale ?? context().locale,
      variables: open,
      sealedSecrets: sealed,
      recipient: to.address,
      recipientName: to.name ?? '',
      replyTo: options.replyTo ?? null,
      unsubscribeUrl: options.unsubscribeUrl ?? null,
      concernsKind: options.concerns?.kind ?? null,
      concernsId: options.concerns?.id ?? null,
      unhurried: options.unhurried ?? false,
    };
  }
}
