import { Injectable } from '@nestjs/common';
import { Config } from '../config/index.js';
import { currentTenant } from '../context/index.js';
import type { Carrier, Delivery, Parcel } from './carrier.js';
import { OWN_SERVER_PER_MINUTE, SHARED_SERVER_PER_MINUTE } from './domain/sending-rate.js';
import { type MailAccount, MailAccounts } from './mail-accounts.service.js';
import { SmtpTransports } from './smtp-transports.js';

/** Email, by the mail server of the tenant or of the host. */
@Injectable()
export class SmtpCarrier implements Carrier {
  constructor(
    private readonly accounts: MailAccounts,
    private readonly transports: SmtpTransports,
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
    return this.transports.send(account.url, this.letter(parcel, account));
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
}
