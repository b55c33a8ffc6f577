import { Injectable } from '@nestjs/common';
import { currentTenant } from '../../platform/context/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import { pastTerm } from './domain/terms.js';
import { type Batch, emptyBin, forgetConsultations } from './record-retention.queries.js';

/** What was put in the bin, and who opened what: each as long as it is kept. Everything here may be done twice. */
@Injectable()
export class RecordRetention {
  constructor(private readonly work: UnitOfWork) {}

  async letGo(now: Date): Promise<void> {
    const { timeZone } = currentTenant();
    for (const batch of emptyBin(pastTerm('bin', now, timeZone))) await this.wholly(batch);
    await this.wholly(forgetConsultations(pastTerm('consultation', now, timeZone)));
  }

  private async wholly(batch: Batch): Promise<void> {
    for (let more = true; more;) more = await this.work.write(({ query }) => batch(query));
  }
}
