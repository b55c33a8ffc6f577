import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { sql, UnitOfWork } from '../database/index.js';
import type { Tenant } from './tenant.js';

const FRESH_MS = 5_000;
const KEPT = 5_000;

const columns = sql`t.id, t.domain, t.name, t.kind, t.lines, t.features, t.time_zone AS "timeZone", t.locale, t.colour,
  t.logo_file AS "logoFile", t.phone`;

/** Tenants by the label of their subdomain. What another process changes is seen here within five seconds. */
@Injectable()
export class TenantDirectory {
  private readonly byDomain = new LRUCache<string, { tenant: Tenant | null }>({ max: KEPT, ttl: FRESH_MS });

  constructor(private readonly work: UnitOfWork) {}

  /** Only active tenants answer; aliases count. */
  async byLabel(label: string): Promise<Tenant | null> {
    const kept = this.byDomain.get(label);
    if (kept) return kept.tenant;
    const [tenant] = await this.work.single<Tenant>(sql`
      SELECT ${columns} FROM platform.tenant t LEFT JOIN platform.tenant_alias a ON a.tenant_id = t.id AND a.alias = ${label}
      WHERE (t.domain = ${label} OR a.alias IS NOT NULL) AND t.state = 'active' LIMIT 1`);
    this.byDomain.set(label, { tenant: tenant ?? null });
    return tenant ?? null;
  }

  /** @throws when there is none of that id, whatever its state */
  async byId(id: string): Promise<Tenant> {
    const [tenant] = await this.work.single<Tenant>(sql`SELECT ${columns} FROM platform.tenant t WHERE t.id = ${id}`);
    if (!tenant) throw new Error(`No tenant ${id}`);
    return tenant;
  }

  /** To be called after a change to a tenant, once committed. */
  forget(): void {
    this.byDomain.clear();
  }
}
