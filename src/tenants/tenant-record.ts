import { type Query, sql } from '../platform/database/index.js';
import type { BusinessLine, Locale, Tenant } from '../platform/tenancy/index.js';
import type { Feature } from './domain/features.js';
import type { TenantState } from './domain/tenant-state.js';

/** A tenant as the operator knows it, whatever its state. */
export interface TenantRecord extends Tenant {
  features: Feature[];
  state: TenantState;
  logoType: string | null;
}

/** What may be changed of a tenant; its domain and its kind are for life. */
export interface TenantChanges {
  name: string;
  lines: BusinessLine[];
  features: Feature[];
  timeZone: string;
  locale: Locale | null;
  colour: string;
  logoFile: string | null;
  logoType: string | null;
  phone: string | null;
  state: TenantState;
}

const COLUMNS = sql`id, domain, name, kind, lines, features, time_zone AS "timeZone", locale, colour, logo_file AS "logoFile",
  logo_type AS "logoType", phone, state`;

export async function findRecord(query: Query, domain: string): Promise<TenantRecord | null> {
  const [record] = await query<TenantRecord>(sql`SELECT ${COLUMNS} FROM platform.tenant WHERE domain = ${domain}`);
  return record ?? null;
}

/** The same, held against other changes until the transaction ends. */
export async function lockRecord(query: Query, id: string): Promise<TenantRecord> {
  const [record] = await query<TenantRecord>(sql`SELECT ${COLUMNS} FROM platform.tenant WHERE id = ${id} FOR UPDATE`);
  if (!record) throw new Error(`No tenant ${id}`);
  return record;
}

/** Writes all of it; a new tenant when its id is new. */
export async function saveRecord(query: Query, record: TenantRecord, now: Date): Promise<void> {
  const { id, domain, name, kind, lines, features, timeZone, locale, colour, logoFile, logoType, phone, state } = record;
  await query(sql`
    INSERT INTO platform.tenant AS t
      (id, domain, name, kind, lines, features, time_zone, locale, colour, logo_file, logo_type, phone, state, created_at, changed_at)
    VALUES (${id}, ${domain}, ${name}, ${kind}, ${lines}, ${features}, ${timeZone}, ${locale}, ${colour}, ${logoFile}, ${logoType}, ${phone},
      ${state}, ${now}, ${now})
    ON CONFLICT (id) DO UPDATE SET (name, lines, features, time_zone, locale, colour, logo_file, logo_type, phone, state, changed_at) =
      (excluded.name, excluded.lines, excluded.features, excluded.time_zone, excluded.locale, excluded.colour, excluded.logo_file,
       excluded.logo_type, excluded.phone, excluded.state, excluded.changed_at)`);
}
