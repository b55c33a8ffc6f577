import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/index.js';
import { type Query, sql, type Transaction } from '../../platform/database/index.js';
import { Conflict } from '../../platform/errors/index.js';
import { AgencyProfiles } from '../agency-profiles.service.js';
import { Offices } from '../offices.service.js';
import { addAlias } from '../tenant-aliases.js';
import type { TenantChanges, TenantRecord } from '../tenant-record.js';
import { Tenants } from '../tenants.service.js';
import type { TenantSheet } from './tenant-sheet.js';

/** What is shown once to who provisions, and kept nowhere: a one-time password, the key of a source. */
export interface ShownOnce {
  what: 'master-password' | 'source-key';
  of: string;
  value: string;
}

/** What a room gives tenants, in the transaction that makes or changes them; run again, it updates and never doubles. */
export interface ProvisioningPart {
  name: string;
  /** What comes with a business line: binders, settings. Also when the operator adds one later. */
  followLines?(tenant: TenantRecord, transaction: Transaction): Promise<void>;
  provide?(sheet: TenantSheet, tenant: TenantRecord, transaction: Transaction): Promise<ShownOnce[]>;
}

export interface Provisioned {
  tenant: TenantRecord;
  shownOnce: ShownOnce[];
}

/** Makes a tenant out of its sheet, or brings it to what its sheet says; all of it or nothing. Files and publications come after. */
@Injectable()
export class Provisioning {
  private readonly parts: ProvisioningPart[] = [];

  constructor(
    private readonly tenants: Tenants,
    private readonly offices: Offices,
    private readonly profiles: AgencyProfiles,
    private readonly clock: Clock,
  ) {}

  /** In the order of the rooms, from the ground up. */
  contribute(...parts: ProvisioningPart[]): void {
    this.parts.push(...parts);
  }

  /** A new tenant. @throws InvalidInput at `domain` when it is taken */
  async make(sheet: TenantSheet): Promise<Provisioned> {
    const shownOnce: ShownOnce[] = [];
    const tenant = await this.tenants.add(sheet.domain, sheet.kind, wishedOf(sheet), this.furnishing(sheet, shownOnce));
    return { tenant, shownOnce };
  }

  /** A new tenant, or the one of that domain brought to its sheet. @throws Conflict when the sheet is of another kind */
  async provision(sheet: TenantSheet): Promise<Provisioned> {
    const known = await this.tenants.find(sheet.domain);
    if (!known) return this.make(sheet);
    if (known.kind !== sheet.kind) throw new Conflict('tenants:error.kind', { domain: sheet.domain });
    const shownOnce: ShownOnce[] = [];
    const tenant = await this.tenants.change(sheet.domain, wishedOf(sheet), this.furnishing(sheet, shownOnce));
    return { tenant, shownOnce };
  }

  /** By the operator's form; a line that is added comes with what rooms give it. */
  changeIdentity(domain: string, wished: Partial<Omit<TenantChanges, 'state' | 'features'>>): Promise<TenantRecord> {
    return this.tenants.change(domain, wished, (tenant, transaction) => this.followLines(tenant, transaction));
  }

  private furnishing(sheet: TenantSheet, shownOnce: ShownOnce[]) {
    return async (tenant: TenantRecord, transaction: Transaction) => {
      await this.furnish(sheet, tenant, transaction.query);
      await this.followLines(tenant, transaction);
      for (const part of this.parts) shownOnce.push(...((await part.provide?.(sheet, tenant, transaction)) ?? []));
    };
  }

  private async followLines(tenant: TenantRecord, transaction: Transaction): Promise<void> {
    for (const part of this.parts) await part.followLines?.(tenant, transaction);
  }

  private async furnish(sheet: TenantSheet, tenant: TenantRecord, query: Query): Promise<void> {
    for (const alias of sheet.aliases) await addAlias(query, tenant, alias);
    await this.keepActivation(sheet, tenant, query);
    await this.offices.bringTo(sheet.offices);
    await this.profiles.change(sheet.profile);
  }

  private async keepActivation({ contact, master }: TenantSheet, { id, state }: TenantRecord, query: Query): Promise<void> {
    const now = this.clock.now();
    await query(sql`
      INSERT INTO platform.activation AS a
        (tenant_id, contact_name, contact_email, contact_phone, master_email, received_at, validated_at)
      VALUES (${id}, ${contact.name}, ${contact.email}, ${contact.phone}, ${master.email}, ${now}, ${state === 'active' ? now : null})
      ON CONFLICT (tenant_id) DO UPDATE SET (contact_name, contact_email, contact_phone, master_email, validated_at) =
        (excluded.contact_name, excluded.contact_email, excluded.contact_phone, excluded.master_email,
         coalesce(a.validated_at, excluded.validated_at))`);
  }
}

/** What the sheet leaves out stays as it is; a tenant that is open is not shut by being provisioned again. */
function wishedOf(sheet: TenantSheet): Partial<TenantChanges> {
  const { name, lines, features, timeZone, locale, phone, colour, state } = sheet;
  const chosen = { ...(colour ? { colour } : {}), ...(state === 'active' ? { state } : {}) };
  return { name, lines, features, timeZone, locale, phone, ...chosen };
}
