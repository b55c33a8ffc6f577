import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { Audit } from '../platform/audit/index.js';
import { Clock } from '../platform/clock/index.js';
import { type Transaction, UnitOfWork } from '../platform/database/index.js';
import { Conflict, InvalidInput, NotFound } from '../platform/errors/index.js';
import { type BusinessLine, TenantDirectory } from '../platform/tenancy/index.js';
import { changesBetween } from './domain/changes-between.js';
import { type Feature, featureProblems, type TenantKind } from './domain/features.js';
import { canBecome, type TenantState } from './domain/tenant-state.js';
import { inTenant } from './in-tenant.js';
import { findRecord, lockRecord, saveRecord, type TenantChanges, type TenantRecord } from './tenant-record.js';

const NEW_COLOUR = '#1f4e79';

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
    const record = await this.work.operatorRead((query) => findRecord(query, domain));
    if (!record) throw new NotFound();
    return record;
  }

  /**
   * Makes the tenant, or brings the one of that domain to what is asked; `furnish` adds the rest in the same transaction.
   * @throws Conflict when the kind differs from what the tenant has always been
   */
  async provision(domain: string, kind: TenantKind, wished: Partial<TenantChanges>, furnish: Furnish): Promise<TenantRecord> {
    const known = await this.work.operatorRead((query) => findRecord(query, domain));
    if (known && known.kind !== kind) throw new Conflict('tenants:error.kind', { domain });
    const start = known ?? blank(domain, kind);
    return this.writeFor(start, async (transaction) => {
      const former = known ? await lockRecord(transaction.query, known.id) : start;
      const record = checked({ ...former, ...wished });
      await saveRecord(transaction.query, record, this.clock.now());
      const changes = known ? changesBetween(former, wished) : { after: { domain, kind, ...wished } };
      const action = known ? 'tenants.change' : 'tenants.provision';
      if (changes) await this.audit.record({ ...actOn(record, action), details: { ...changes } });
      await furnish(record, transaction);
      return record;
    });
  }

  switchFeature(domain: string, feature: Feature, on: boolean): Promise<TenantRecord> {
    return this.change(domain, on ? 'tenants.feature-on' : 'tenants.feature-off', ({ features }) => ({
      features: on ? [...new Set([...features, feature])] : features.filter((one) => one !== feature),
    }));
  }

  changeLines(domain: string, lines: BusinessLine[]): Promise<TenantRecord> {
    return this.change(domain, 'tenants.lines', () => ({ lines }));
  }

  changeIdentity(domain: string, identity: Pick<TenantChanges, 'name' | 'colour' | 'timeZone' | 'locale' | 'phone'>): Promise<TenantRecord> {
    return this.change(domain, 'tenants.identity', () => identity);
  }

  /** `null` takes the logo away. The file is already in the tenant's store. */
  changeLogo(domain: string, logo: { file: string; type: string } | null): Promise<TenantRecord> {
    return this.change(domain, 'tenants.logo', () => ({ logoFile: logo?.file ?? null, logoType: logo?.type ?? null }));
  }

  /** @throws Conflict when that state cannot follow the present one */
  changeState(domain: string, state: TenantState): Promise<TenantRecord> {
    return this.change(domain, 'tenants.state', (former) => {
      if (former.state === state) return {};
      if (!canBecome(former.state, state)) throw new Conflict('tenants:error.state');
      return { state };
    });
  }

  private async change(domain: string, action: string, decide: (former: TenantRecord) => Partial<TenantChanges>): Promise<TenantRecord> {
    const known = await this.byDomain(domain);
    return this.writeFor(known, async ({ query }) => {
      const former = await lockRecord(query, known.id);
      const wished = decide(former);
      const changes = changesBetween(former, wished);
      if (!changes) return former;
      const record = checked({ ...former, ...wished });
      await saveRecord(query, record, this.clock.now());
      await this.audit.record({ ...actOn(record, action), details: { ...changes } });
      return record;
    });
  }

  private writeFor(tenant: TenantRecord, work: (transaction: Transaction) => Promise<TenantRecord>): Promise<TenantRecord> {
    return inTenant(tenant, () =>
      this.work.write((transaction) => {
        this.work.afterCommit(() => this.directory.forget());
        return work(transaction);
      }),
    );
  }
}

export type Furnish = (tenant: TenantRecord, transaction: Transaction) => Promise<void>;

function blank(domain: string, kind: TenantKind): TenantRecord {
  const nothing = { locale: null, logoFile: null, logoType: null, phone: null };
  return { id: randomUUID(), domain, name: domain, kind, lines: [], features: [], timeZone: 'Europe/Paris', colour: NEW_COLOUR, state: 'waiting', ...nothing };
}

/** @throws InvalidInput */
function checked(record: TenantRecord): TenantRecord {
  const [problem] = featureProblems(record.kind, record.features);
  if (problem?.needs) throw InvalidInput.at('features', 'tenants:error.feature-needs', { feature: problem.feature, needs: problem.needs });
  if (problem) throw InvalidInput.at('features', 'tenants:error.feature-kind', { feature: problem.feature });
  if (record.kind === 'agency' && record.lines.length === 0) throw InvalidInput.at('lines', 'tenants:error.no-line');
  return record;
}

function actOn(record: TenantRecord, action: string) {
  return { action, subject: { kind: 'tenant', id: record.id } };
}
