import { Injectable } from '@nestjs/common';
import { Audit } from '../../platform/audit/index.js';
import { sql, UnitOfWork } from '../../platform/database/index.js';

/** Whether the agency requires a second factor of its administrators and of the master account [ADM-22]. */
@Injectable()
export class SecondFactorRequirement {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: Audit,
  ) {}

  async isOn(): Promise<boolean> {
    const [row] = await this.work.read((query) =>
      query<{ required: boolean }>(sql`SELECT second_factor_required AS required FROM identity_settings`),
    );
    return row?.required ?? false;
  }

  /** Counts from the next sign-in of each. */
  async turn(on: boolean): Promise<void> {
    await this.work.write(async ({ query }) => {
      await query(sql`
        INSERT INTO identity_settings (second_factor_required) VALUES (${on})
        ON CONFLICT (tenant_id) DO UPDATE SET second_factor_required = excluded.second_factor_required`);
      await this.audit.record({ action: 'settings.second-factor', details: { required: on } });
    });
  }
}
