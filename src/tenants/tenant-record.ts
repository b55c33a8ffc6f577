import { context } from '../platform/context/index.js';
import { type Query, sql } from '../platform/database/index.js';
import { InvalidInput } from '../platform/errors/index.js';
import type { BusinessLine, Locale, Tenant } from '../platform/tenancy/index.js';
import { type Feature, featureProblems, type TenantKind, unfit } from './domain/features.js';
import type { TenantState } from './domain/tenant-state.js';

const NEW_COLOUR = '#1f4e79';

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

/** Who said yes to the activation form, and when; the first time only. */
export async function validateActivation(query: Query, tenantId: string, now: Date): Promise<void> {
  const { viewer } = context();
  const by = viewer.kind === 'operator' ? viewer.name : null;
  await query(sql`
    UPDATE platform.activation SET validated_at = ${now}, validated_by = ${by} WHERE tenant_id = ${tenantId} AND validated_at IS NULL`);
}

export function blankRecord(id: string, domain: string, kind: TenantKind): TenantRecord {
  const look = { colour: NEW_COLOUR, logoFile: null, logoType: null };
  const place = { timeZone: 'Europe/Paris', locale: null, phone: null };
  return { id, domain, kind, name: domain, lines: [], features: [], state: 'waiting', ...look, ...place };
}

/** @throws InvalidInput naming what cannot go together */
export function checkedRecord(record: TenantRecord): TenantRecord {
  const [problem] = featureProblems(record.kind, record.features);
  if (problem) throw unfit(problem);
  if (record.kind === 'agency' && record.lines.length === 0) throw InvalidInput.at('lines', 'tenants:error.no-line');
  if (record.kind === 'diagnostic_firm' && record.lines.length > 0) throw InvalidInput.at('lines', 'tenants:sheet.firm-lines');
  return record;
}
