import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { Audit } from '../platform/audit/index.js';
import { Clock } from '../platform/clock/index.js';
import { type Query, sql, type Transaction, UnitOfWork } from '../platform/database/index.js';
import { Conflict, NotFound } from '../platform/errors/index.js';
import { TenantDirectory } from '../platform/tenancy/index.js';
import { changesBetween } from './domain/changes-between.js';
import type { Feature, TenantKind } from './domain/features.js';
import { opened } from './domain/licensed-features.js';
import { canBecome, type TenantState } from './domain/tenant-state.js';
import { inTenant } from './in-tenant.js';
import { boundFeatures, type BoundFeature, liftLicences } from './licences/licence.queries.js';
import { addAlias, refuseTakenDomain, removeAlias } from './tenant-aliases.js';
import {
  blankRecord,
  checkedRecord,
  findRecord,
  lockRecord,
  saveRecord,
  type TenantChanges,
  type TenantRecord,
  validateActivation,
} from './tenant-record.js';

/** What goes with a change of a tenant, in the same transaction. */
export type Alongside = (tenant: TenantRecord, transaction: Transaction) => Promise<void>;

/** The operator's acts on tenants: each validated, in one transaction, audited, and seen by every page once committed. */
@Injectable()
export class Tenants {
  constructor(
    private readonly work: UnitOfWork,
    private readonly audit: Audit,
    private readonly directory: TenantDirectory,
    private readonly clock: Clock,
  ) {}

  /** @throws NotFound */
  async byDomain(domain: string): Promise<TenantRecord> {
    const record = await this.find(domain);
    if (!record) throw new NotFound();
    return record;
  }

  find(domain: string): Promise<TenantRecord | null> {
    return this.work.operatorRead((query) => findRecord(query, domain));
  }

  /** @throws InvalidInput at `domain` when it is taken, by a tenant or as an alias */
  add(domain: string, kind: TenantKind, wished: Partial<TenantChanges>, alongside: Alongside): Promise<TenantRecord> {
    const blank = blankRecord(randomUUID(), domain, kind);
    return this.writeFor(blank, async (transaction) => {
      await refuseTakenDomain(transaction.query, domain);
      const record = checkedRecord({ ...blank, ...wished });
      await saveRecord(transaction.query, record, this.clock.now());
      await this.record(record, 'tenants.provision', { after: { domain, kind, ...wished } });
      await alongside(record, transaction);
      return record;
    });
  }

  /** Features given have no end from now on; those that a licence opened stay. */
  change(domain: string, wished: Partial<TenantChanges>, alongside: Alongside): Promise<TenantRecord> {
    const { features } = wished;
    if (!features) return this.decide(domain, 'tenants.change', () => wished, alongside);
    return this.decide(
      domain,
      'tenants.change',
      async ({ id }, query) => {
        await liftLicences(query, id, features, this.clock.now());
        const licensed = await query<BoundFeature>(boundFeatures(id));
        return { ...wished, features: opened(features, licensed.map(({ feature }) => feature)) };
      },
      alongside,
    );
  }

  /** By the operator's hand: no licence decides of that feature any more. */
  switchFeature(domain: string, feature: Feature, on: boolean): Promise<TenantRecord> {
    return this.changeFeatures(domain, on ? 'tenants.feature-on' : 'tenants.feature-off', async ({ id, features }, query) => {
      await liftLicences(query, id, [feature], this.clock.now());
      return on ? opened(features, [feature]) : features.filter((one) => one !== feature);
    });
  }

  /** `choose` may read and write in the same transaction, in which the tenant is held. @throws InvalidInput at `features` */
  changeFeatures(domain: string, action: string, choose: (former: TenantRecord, query: Query) => Promise<Feature[]>): Promise<TenantRecord> {
    return this.decide(domain, action, async (former, query) => ({ features: await choose(former, query) }));
  }

  /** `null` takes the logo away. The file is already in the tenant's store. */
  changeLogo(domain: string, logo: { file: string; type: string } | null): Promise<TenantRecord> {
    return this.decide(domain, 'tenants.logo', () => ({ logoFile: logo?.file ?? null, logoType: logo?.type ?? null }));
  }

  /** @throws Conflict when that state cannot follow the present one */
  changeState(domain: string, state: TenantState): Promise<TenantRecord> {
    return this.decide(domain, 'tenants.state', (former) => {
      if (former.state === state) return {};
      if (!canBecome(former.state, state)) throw new Conflict('tenants:error.state');
      return { state };
    });
  }

  async aliases(tenantId: string): Promise<string[]> {
    const rows = await this.work.operatorRead((query) =>
      query<{ alias: string }>(sql`SELECT alias FROM platform.tenant_alias WHERE tenant_id = ${tenantId} ORDER BY alias`),
    );
    return rows.map(({ alias }) => alias);
  }

  /** @throws InvalidInput at `alias` when it is another tenant's */
  async addAlias(domain: string, alias: string): Promise<void> {
    const tenant = await this.byDomain(domain);
    await this.writeFor(tenant, async ({ query }) => {
      if (await addAlias(query, tenant, alias)) await this.record(tenant, 'tenants.alias-add', { alias });
    });
  }

  async removeAlias(domain: string, alias: string): Promise<void> {
    const tenant = await this.byDomain(domain);
    await this.writeFor(tenant, async ({ query }) => {
      if (await removeAlias(query, tenant.id, alias)) await this.record(tenant, 'tenants.alias-remove', { alias });
    });
  }

  private async decide(
    domain: string,
    action: string,
    wish: (former: TenantRecord, query: Query) => Partial<TenantChanges> | Promise<Partial<TenantChanges>>,
    alongside?: Alongside,
  ): Promise<TenantRecord> {
    const known = await this.byDomain(domain);
    return this.writeFor(known, async (transaction) => {
      const { query } = transaction;
      const former = await lockRecord(query, known.id);
      const wished = await wish(former, query);
      const changes = changesBetween(former, wished);
      const record = checkedRecord({ ...former, ...wished });
      if (changes) {
        await saveRecord(query, record, this.clock.now());
        if (record.state === 'active') await validateActivation(query, record.id, this.clock.now());
        await this.record(record, action, { ...changes });
      }
      await alongside?.(record, transaction);
      return record;
    });
  }

  private record(tenant: TenantRecord, action: string, details: Record<string, unknown>): Promise<void> {
    return this.audit.record({ action, subject: { kind: 'tenant', id: tenant.id }, details });
  }

  private writeFor<T>(tenant: TenantRecord, work: (transaction: Transaction) => Promise<T>): Promise<T> {
    return inTenant(tenant, () =>
      this.work.write((transaction) => {
        this.work.afterCommit(() => this.directory.forget());
        return work(transaction);
      }),
    );
  }
}
