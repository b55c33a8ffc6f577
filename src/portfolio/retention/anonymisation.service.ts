import { Injectable } from '@nestjs/common';
import { DateTime } from 'luxon';
import { LoginErasure } from '../../identity/index.js';
import { Audit } from '../../platform/audit/index.js';
import { currentTenant } from '../../platform/context/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import { anonymise, partiesToAnonymise } from './anonymisation.queries.js';
import { PersonErasures } from './person-erasures.js';

const TERM = { months: 24 };
const PERSONS_AT_ONCE = 500;

/**
 * Who has been published by nobody for 24 months loses name, address and login (PUB-66). What he opened, and what he paid, keep their own
 * terms: they go on naming someone without a name.
 */
@Injectable()
export class Anonymisation {
  constructor(
    private readonly work: UnitOfWork,
    private readonly logins: LoginErasure,
    private readonly others: PersonErasures,
    private readonly audit: Audit,
  ) {}

  async letGo(now: Date): Promise<void> {
    const before = DateTime.fromJSDate(now, { zone: currentTenant().timeZone }).minus(TERM).toJSDate();
    for (let more = true; more;) more = await this.someOf(before, now);
  }

  /** @returns whether there may be more of them */
  private async someOf(before: Date, now: Date): Promise<boolean> {
    return this.work.write(async ({ query }) => {
      const ids = await partiesToAnonymise(query, before, PERSONS_AT_ONCE);
      if (ids.length === 0) return false;
      await this.logins.erase(ids);
      await this.others.erase(ids);
      await anonymise(query, ids, now);
      await this.audit.record({ action: 'party.anonymise', details: { persons: ids.length } });
      return ids.length === PERSONS_AT_ONCE;
    });
  }
}
