import { Injectable } from '@nestjs/common';
import type { Transaction } from '../../platform/database/index.js';
import { Sources } from '../../publication/index.js';
import type { ProvisioningPart, ShownOnce, TenantRecord, TenantSheet } from '../../tenants/index.js';

/** The programs that may publish for the tenant; each key is shown the first time only [PUB-61]. */
@Injectable()
export class SourcesPart implements ProvisioningPart {
  readonly name = 'sources';

  constructor(private readonly sources: Sources) {}

  async provide(sheet: TenantSheet, _tenant: TenantRecord, { query }: Transaction): Promise<ShownOnce[]> {
    const given: ShownOnce[] = [];
    for (const wished of sheet.sources) {
      const key = await this.sources.bringTo(query, wished);
      if (key) given.push({ what: 'source-key', of: wished.code, value: key });
    }
    return given;
  }
}
