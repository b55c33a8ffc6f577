import { Injectable } from '@nestjs/common';
import { Audit } from '../../platform/audit/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import { requireSecondFactor, secondFactorRequirement } from './second-factor.queries.js';

/** Whether the agency requires a second factor of its administrators and of the master account [ADM-22]. */
@Injectable()
export class SecondFactorRequirement {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: Audit,
  ) {}

  async isOn(): Promise<boolean> {
    const [row] = await this.work.read((query) => query<{ required: boolean }>(secondFactorRequirement()));
    return row?.required ?? false;
  }

  /** Counts from the next sign-in of each. */
  async turn(on: boolean): Promise<void> {
    await this.work.write(async ({ query }) => {
      await query(requireSecondFactor(on));
      await this.audit.record({ action: 'settings.second-factor', details: { required: on } });
    });
  }
}
