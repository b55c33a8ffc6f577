import { Injectable } from '@nestjs/common';
import { Config } from '../../config/index.js';
import { contextIfAny } from '../../context/index.js';
import { UnitOfWork } from '../../database/index.js';
import { NotFound } from '../../errors/index.js';
import { DEFAULT_LOCALE, type SentenceValues, Translator } from '../../i18n/index.js';
import { Jobs } from '../../jobs/index.js';
import * as queries from './operator-message.queries.js';
import type { OperatorMessage, OperatorMessageState } from './operator-message.queries.js';
import { SEND_OPERATOR_MESSAGE } from './send-operator-message.kind.js';

export interface OperatorNews {
  /** `run-failed`: what kind of news it is. */
  topic: string;
  /** What it tells of; under the same topic and key nothing is told twice. */
  key: string;
  /** Key of sentences: `<sentence>.subject` and `<sentence>.body`, plain text whose paragraphs are apart by an empty line. */
  sentence: string;
  /** Codes, counts, addresses of pages: never a resident's data [PUB-67]. */
  values: SentenceValues;
}

/**
 * What the host tells those who run it, at OPERATOR_EMAIL, by the host's mail server; without either, the console alone shows it.
 * Written in the transaction under way, a tenant's too.
 */
@Injectable()
export class OperatorMessages {
  constructor(
    private readonly work: UnitOfWork,
    private readonly jobs: Jobs,
    private readonly translator: Translator,
    private readonly config: Config,
  ) {}

  async tell({ topic, key, sentence, values }: OperatorNews): Promise<void> {
    const say = (part: string) => this.translator.say(DEFAULT_LOCALE, `${sentence}.${part}`, values);
    const tenantId = contextIfAny()?.tenant?.id ?? null;
    const recipients = this.config.env.OPERATOR_EMAIL ?? [];
    const message = { topic, key, tenantId, recipients, subject: say('subject'), body: say('body') };
    await this.work.operatorWrite(async ({ query }) => {
      const written = await query<{ id: string; state: OperatorMessageState }>(queries.insertOperatorMessage(message));
      const queued = written.filter(({ state }) => state === 'queued').map(({ id }) => ({ messageId: id }));
      if (queued.length > 0) await this.jobs.laterEach(SEND_OPERATOR_MESSAGE, queued, { tenantId: null });
    });
  }

  /** Newest first; `before` is the last id of the former page. */
  list(before: string | null, most: number): Promise<OperatorMessage[]> {
    return this.work.operatorRead((query) => query<OperatorMessage>(queries.operatorMessagePage(before, most)));
  }

  /** @throws NotFound */
  async read(id: string): Promise<OperatorMessage> {
    const [message] = await this.work.operatorRead((query) => query<OperatorMessage>(queries.operatorMessageById(id)));
    if (!message) throw new NotFound();
    return message;
  }

  /** A person asks for what failed or was kept to be sent again. @throws NotFound */
  async sendAgain(id: string): Promise<void> {
    await this.work.operatorWrite(async ({ query }) => {
      const queued = await query(queries.queueOperatorMessage(id));
      if (queued.length === 0) throw new NotFound();
      await this.jobs.later(SEND_OPERATOR_MESSAGE, { messageId: id }, { tenantId: null });
    });
  }
}
