import { Injectable } from '@nestjs/common';
import { Clock } from '../clock/index.js';
import { currentTenant } from '../context/index.js';
import { type Query, sql, UnitOfWork } from '../database/index.js';
import { type HandlesJob, type JobAttempt, JobHandler, NotYet } from '../jobs/index.js';
import { Metrics } from '../observability/index.js';
import { type Delivery, type Parcel } from './carrier.js';
import { Carriers } from './carriers.js';
import { markOf, reveal, type Secrets } from './domain/secret-marks.js';
import { mayLeaveAt } from './domain/sending-rate.js';
import { escapeHtml } from './escape-html.js';
import * as queries from './message.queries.js';
import { messageKind } from './message-kind.js';
import { MessageWriter, type WrittenMessage } from './message-writer.js';
import { SealedSecrets } from './sealed-secrets.js';
import { SEND_MESSAGE } from './send-message.kind.js';

const MINUTE_MS = 60_000;

/** Carries one message out, and writes down what became of it. Sent, kept, suppressed or given up, it is left alone. */
@Injectable()
@JobHandler(SEND_MESSAGE)
export class SendMessage implements HandlesJob<{ messageId: string }> {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly writer: MessageWriter,
    private readonly seals: SealedSecrets,
    private readonly carriers: Carriers,
    private readonly metrics: Metrics,
  ) {}

  async run({ messageId }: { messageId: string }, job: JobAttempt): Promise<void> {
    const parcel = await this.prepare(messageId);
    if (!parcel) return;
    const delivery = await this.carriers.of(parcel.channel).deliver(parcel);
    await this.conclude(parcel, delivery, job.last);
    if (delivery.outcome === 'later' && !job.last) throw new Error(delivery.error);
  }

  /** One transaction: the message is written in its words and counted among those that leave. null: nothing is left to do. */
  private async prepare(messageId: string): Promise<(Parcel & { channel: queries.MessageRow['channel'] }) | null> {
    return this.work.write(async ({ query }) => {
      const [row] = await query<queries.MessageRow>(queries.messageById(messageId, true));
      if (!row || (row.state !== 'queued' && row.state !== 'sending')) return null;
      if (row.unhurried) await this.awaitTurn(query, row);
      const secrets = row.sealedSecrets ? this.seals.open<Secrets>(row.sealedSecrets, currentTenant().id) : {};
      const written = await this.words(row, secrets);
      await query(queries.beginSending(row.id, written, this.clock.now()));
      return { ...row, ...revealed(written, secrets) };
    });
  }

  /** @throws NotYet while the rate is reached; one sender of the tenant counts at a time */
  private async awaitTurn(query: Query, row: queries.MessageRow): Promise<void> {
    const perMinute = await this.carriers.of(row.channel).perMinute();
    if (perMinute === null) return;
    await query(sql`SELECT pg_advisory_xact_lock(hashtextextended(${`messages ${currentTenant().id}`}, 0))`);
    const now = this.clock.now();
    const recent = await query<{ triedAt: Date }>(
      queries.recentTries(row.channel, new Date(now.getTime() - MINUTE_MS), perMinute),
    );
    const wait = mayLeaveAt(
      recent.map((one) => one.triedAt),
      perMinute,
      now,
    );
    if (wait) throw new NotYet(wait);
  }

  /** In the register a mark stands for each secret. */
  private words(row: queries.MessageRow, secrets: Secrets): Promise<WrittenMessage> {
    const kind = messageKind(row.template);
    const marks = Object.fromEntries(kind.secrets.map((name) => [name, markOf(name)]));
    const variables = kind.variables.parse({ ...row.variables, ...secrets }) as Record<string, unknown>;
    const linkSecrets = kind.secrets.filter((name) => /^https?:\/\//.test(secrets[name] ?? ''));
    return this.writer.write(kind, {
      locale: row.locale,
      variables: { ...variables, ...marks },
      unsubscribeUrl: row.unsubscribeUrl,
      linkSecrets,
    });
  }

  private async conclude(
    { id, channel, recipient }: Parcel & { channel: queries.MessageRow['channel'] },
    delivery: Delivery,
    last: boolean,
  ): Promise<void> {
    const now = this.clock.now();
    const state = stateAfter(delivery, last);
    const error = 'error' in delivery ? delivery.error : null;
    await this.work.write(async ({ query }) => {
      await query(queries.endSending(id, { state, error, now }));
      if (delivery.outcome === 'refused' && delivery.addressIsDead)
        await query(queries.markUndeliverable(recipient, delivery.error, now));
    });
    this.metrics.messageEnded(channel, state === 'queued' ? 'retried' : state, currentTenant().domain);
  }
}

function stateAfter(delivery: Delivery, last: boolean): queries.Ending['state'] {
  if (delivery.outcome === 'later') return last ? 'failed' : 'queued';
  return delivery.outcome === 'refused' ? 'failed' : delivery.outcome;
}

function revealed(written: WrittenMessage, secrets: Secrets): WrittenMessage {
  return {
    ...written,
    html: written.html && reveal(written.html, secrets, escapeHtml),
    body: reveal(written.body, secrets),
  };
}
