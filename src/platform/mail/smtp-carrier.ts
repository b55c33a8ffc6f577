import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { createTransport, type Transporter } from 'nodemailer';
import { LRUCache } from 'lru-cache';
import { Config } from '../config/index.js';
import { currentTenant } from '../context/index.js';
import type { Carrier, Delivery, Parcel } from './carrier.js';
import { OWN_SERVER_PER_MINUTE, SHARED_SERVER_PER_MINUTE } from './domain/sending-rate.js';
import { meaningOf, type SmtpFailure } from './domain/smtp-failure.js';
import { type MailAccount, MailAccounts } from './mail-accounts.service.js';

const TIMEOUTS = { connectionTimeout: 15_000, greetingTimeout: 15_000, socketTimeout: 60_000 };
const SERVERS_KEPT = 50;

/** Email, by the mail server of the tenant or of the host. */
@Injectable()
export class SmtpCarrier implements Carrier, OnApplicationShutdown {
  private readonly transports = new LRUCache<string, Transporter>({
    max: SERVERS_KEPT,
    dispose: (transport) => transport.close(),
  });

  constructor(
    private readonly accounts: MailAccounts,
    private readonly config: Config,
  ) {}

  async perMinute(): Promise<number | null> {
    const account = await this.accounts.current();
    if (!account) return null;
    return account.own ? OWN_SERVER_PER_MINUTE : SHARED_SERVER_PER_MINUTE;
  }

  async deliver(parcel: Parcel): Promise<Delivery> {
    const account = await this.accounts.current();
    if (!account) return { outcome: 'kept' };
    if (account.own && !(await this.accounts.allowed(account.url)))
      return { outcome: 'later', error: 'the server is not on the public Internet' };
    try {
      await this.transport(account).sendMail(this.letter(parcel, account));
      return { outcome: 'sent' };
    } catch (error) {
      return failed(error as SmtpFailure & Error);
    }
  }

  onApplicationShutdown(): void {
    this.transports.clear();
  }

  private letter(parcel: Parcel, { sender }: MailAccount) {
    const { id, unsubscribeUrl } = parcel;
    return {
      from: { name: currentTenant().name, address: sender },
      to: { name: parcel.recipientName, address: parcel.recipient },
      replyTo: parcel.replyTo ?? undefined,
      subject: parcel.subject,
      text: parcel.body,
      html: parcel.html ?? undefined,
      // The same for every attempt: a server that took it before we were told recognises it.
      messageId: `<${id}@${this.config.env.BASE_DOMAIN}>`,
      headers: {
        'Auto-Submitted': 'auto-generated',
        ...(unsubscribeUrl
          ? { 'List-Unsubscribe': `<${unsubscribeUrl}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }
          : {}),
      },
      disableFileAccess: true,
      disableUrlAccess: true,
    };
  }

  private transport({ url }: MailAccount): Transporter {
    const known = this.transports.get(url);
    if (known) return known;
    const transport = createTransport({ url, pool: true, maxConnections: 2, maxMessages: 100, ...TIMEOUTS });
    this.transports.set(url, transport);
    return transport;
  }
}

function failed(error: SmtpFailure & Error): Delivery {
  const meaning = meaningOf(error);
  if (meaning === 'later') return { outcome: 'later', error: error.message };
  return { outcome: 'refused', error: error.message, addressIsDead: meaning === 'address' };
}
