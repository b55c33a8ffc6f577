import { Injectable } from '@nestjs/common';
import { Audit } from '../../platform/audit/index.js';
import { Clock } from '../../platform/clock/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import { passwordState } from '../domain/resident-login-state.js';
import { IdentityMails } from '../mails/identity-mails.js';
import { SealedSecrets } from '../passwords/sealed-secrets.js';
import { residentsByParty, type ResidentSecrets } from './resident.queries.js';
import { secretOwner } from './secret-owner.js';

/** What a letter of access codes says. */
export interface InitialPassword {
  login: string;
  password: string;
  validUntil: Date;
}

interface Readable {
  resident: ResidentSecrets;
  password: string;
}

/** Initial passwords, readable until they are personalised or out of date, then never again [ACC-28]. */
@Injectable()
export class InitialPasswords {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly secrets: SealedSecrets,
    private readonly mails: IdentityMails,
    private readonly audit: Audit,
  ) {}

  /** By party; one that has none to be read is absent. */
  async of(partyIds: readonly string[]): Promise<Map<string, InitialPassword>> {
    const readable = await this.readable(partyIds);
    return new Map(
      readable.map(({ resident, password }) => [
        resident.partyId,
        { login: resident.login, password, validUntil: resident.validUntil as Date },
      ]),
    );
  }

  /** M2 to those of them that have an email. @returns how many leave */
  async send(partyIds: readonly string[]): Promise<number> {
    return this.work.write(async () => {
      const sendable = (await this.readable(partyIds)).filter(({ resident }) => resident.email);
      for (const { resident, password } of sendable) await this.mails.accessCodes(resident, password, 'email');
      await this.audit.record({ action: 'resident.codes-sent', details: { by: 'email', count: sendable.length } });
      return sendable.length;
    });
  }

  private async readable(partyIds: readonly string[]): Promise<Readable[]> {
    const now = this.clock.now();
    const residents = await this.work.read((query) => query<ResidentSecrets>(residentsByParty(partyIds)));
    return residents.flatMap((resident) => {
      if (!resident.initialCipher || passwordState(resident, now) === 'dormant') return [];
      const password = this.secrets.open('initial-password', resident.initialCipher, secretOwner(resident.partyId));
      return password === null ? [] : [{ resident, password }];
    });
  }
}
