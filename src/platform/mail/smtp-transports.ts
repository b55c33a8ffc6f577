import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { createTransport, type SendMailOptions, type Transporter } from 'nodemailer';
import { LRUCache } from 'lru-cache';
import type { Delivery } from './carrier.js';
import { meaningOf, type SmtpFailure } from './domain/smtp-failure.js';

const TIMEOUTS = { connectionTimeout: 15_000, greetingTimeout: 15_000, socketTimeout: 60_000 };
const SERVERS_KEPT = 50;

/** Open connections to mail servers, by their address. */
@Injectable()
export class SmtpTransports implements OnApplicationShutdown {
  private readonly transports = new LRUCache<string, Transporter>({
    max: SERVERS_KEPT,
    dispose: (transport) => transport.close(),
  });

  async send(url: string, letter: SendMailOptions): Promise<Delivery> {
    try {
      await this.transport(url).sendMail(letter);
      return { outcome: 'sent' };
    } catch (error) {
      return failed(error as SmtpFailure & Error);
    }
  }

  onApplicationShutdown(): void {
    this.transports.clear();
  }

  private transport(url: string): Transporter {
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
