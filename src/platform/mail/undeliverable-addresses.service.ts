import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../database/index.js';
import { trustAgain, undeliverableAmong } from './message.queries.js';

export interface UndeliverableAddress {
  /** In lower case. */
  address: string;
  /** In the words of the mail server. */
  reason: string;
  since: Date;
}

/** Addresses a mail server refused for good: the register suppresses what is written to them. */
@Injectable()
export class UndeliverableAddresses {
  constructor(private readonly work: UnitOfWork) {}

  among(addresses: string[]): Promise<UndeliverableAddress[]> {
    return this.work.read((query) => query<UndeliverableAddress>(undeliverableAmong(addresses)));
  }

  /** A person says the address works after all. */
  async trustAgain(address: string): Promise<void> {
    await this.work.write(({ query }) => query(trustAgain(address)));
  }
}
