import type { Delivery } from '../mail/carrier.js';

export interface Sms {
  /** Ours; a gateway that sees it twice sends once. */
  id: string;
  /** E.164, e.g. +33612345678. */
  to: string;
  text: string;
}

/** Whoever carries text messages to telephones: one adapter per gateway. */
export abstract class SmsGateway {
  abstract send(sms: Sms): Promise<Delivery>;
}

/** Without a gateway the register keeps them. */
export class NoSmsGateway extends SmsGateway {
  send(): Promise<Delivery> {
    return Promise.resolve({ outcome: 'kept' });
  }
}
