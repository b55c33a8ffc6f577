import { Injectable } from '@nestjs/common';
import { join } from 'node:path';
import {
  inTenant,
  Logos,
  type Provisioned,
  Provisioning,
  readSheet,
  type TenantSheet,
  Tenants,
} from '../tenants/index.js';
import { DemoCorrespondence } from './demo-correspondence.js';
import { DemoResidents } from './demo-residents.js';

/** How a sample publication travels: by the API like any other, with the key of its source. */
export type SendSample = (given: { sheet: TenantSheet; folder: string; key: string | null }) => Promise<void>;

/** A folder of `tenants/`: its sheet, its logo, its sample publication, its demo logins. Run again, it updates. */
@Injectable()
export class TenantFolders {
  constructor(
    private readonly provisioning: Provisioning,
    private readonly tenants: Tenants,
    private readonly logos: Logos,
    private readonly residents: DemoResidents,
    private readonly correspondence: DemoCorrespondence,
  ) {}

  /** @throws WrongSheet naming everything wrong at once; nothing is done then */
  async provision(folder: string): Promise<Provisioned & { sheet: TenantSheet }> {
    const sheet = await readSheet(folder);
    const provisioned = await this.provisioning.provision(sheet);
    if (sheet.logo) await this.logos.putFile(sheet.domain, join(folder, sheet.logo));
    return { ...provisioned, sheet };
  }

  /** Provisions, publishes its sample if it has one, then brings its demo logins to where they should be. */
  async add(folder: string, send: SendSample): Promise<Provisioned & { sheet: TenantSheet }> {
    const added = await this.provision(folder);
    const { sheet, tenant, shownOnce } = added;
    if (sheet.publication) {
      const { source, folder: sample } = sheet.publication;
      const key = shownOnce.find(({ what, of }) => what === 'source-key' && of === source)?.value ?? null;
      await send({ sheet, folder: join(folder, sample), key });
    }
    if (sheet.residents.length > 0)
      await inTenant(await this.tenants.byDomain(tenant.domain), () => this.residents.bring(sheet.residents));
    await inTenant(await this.tenants.byDomain(tenant.domain), () => this.correspondence.bring(sheet.correspondence));
    return added;
  }
}
