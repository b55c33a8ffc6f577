import { Injectable } from '@nestjs/common';
import { sql, UnitOfWork } from '../../platform/database/index.js';

/** The end of a login: its sessions and links of one use go with it (PUB-66). */
@Injectable()
export class LoginErasure {
  constructor(private readonly work: UnitOfWork) {}

  /** In the transaction under way. */
  async erase(partyIds: readonly string[]): Promise<void> {
    await this.work.write(({ query }) =>
      query(sql`DELETE FROM resident_login WHERE party_id = ANY (${partyIds}::uuid[])`),
    );
  }
}
