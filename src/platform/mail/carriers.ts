import { Injectable } from '@nestjs/common';
import { SmsGateway } from '../sms/index.js';
import type { Carrier, Parcel } from './carrier.js';
import type { Channel } from './message-kind.js';
import { SmtpCarrier } from './smtp-carrier.js';

/** Who carries what. */
@Injectable()
export class Carriers {
  private readonly sms: Carrier;

  constructor(
    private readonly email: SmtpCarrier,
    gateway: SmsGateway,
  ) {
    this.sms = {
      perMinute: () => Promise.resolve(null),
      deliver: ({ id, recipient, body }: Parcel) => gateway.send({ id, to: recipient, text: body }),
    };
  }

  of(channel: Channel): Carrier {
    return channel === 'sms' ? this.sms : this.email;
  }
}
