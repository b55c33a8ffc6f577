import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '../../platform/database/index.js';
import { removeLogins } from './resident-login.queries.js';

/** The end of a login: its sessions and links of one use go with it (PUB-66). */
@Injectable()
export class LoginErasure {
  constructor(private readonly work: UnitOfWork) {}

  /** In the transaction under way. */
  async erase(partyIds: readonly string[]): Promise<void> {
    await this.work.write(({ query }) => query(removeLogins(partyIds)));
  }
}
