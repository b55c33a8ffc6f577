import { type Query, sql, type Sql } from '../../platform/database/index.js';
import type { Feature } from '../domain/features.js';

/** A key as the operator issued it; `usedAt`: when the agency validated it. */
export interface IssuedLicence {
  number: number;
  features: Feature[];
  until: string;
  issuedAt: Date;
  issuedBy: string;
  usedAt: Date | null;
}

/** What a validated key opened. */
export interface AcceptedLicence {
  id: string;
  features: Feature[];
  until: string;
  acceptedAt: Date;
  acceptedBy: string;
}

/** A feature whose end a licence decides of. */
export interface BoundFeature {
  feature: Feature;
  until: string;
}

export function licenceId(number: number): string {
  return `L-${String(number).padStart(4, '0')}`;
}

export function insertIssued(tenantId: string, { features, until }: Pick<IssuedLicence, 'features' | 'until'>, by: string, now: Date): Sql {
  return sql`
    INSERT INTO platform.licence (tenant_id, features, until, issued_at, issued_by)
    VALUES (${tenantId}, ${features}, ${until}, ${now}, ${by}) RETURNING number`;
}

/** Newest first. */
export function issuedLicences(tenantId: string, most: number): Sql {
  return sql`
    SELECT l.number, l.features, l.until, l.issued_at AS "issuedAt", l.issued_by AS "issuedBy",
      (SELECT min(f.accepted_at) FROM platform.licence_feature f
       WHERE f.tenant_id = l.tenant_id AND f.licence_id = 'L-' || lpad(l.number::text, greatest(4, length(l.number::text)), '0')) AS "usedAt"
    FROM platform.licence l WHERE l.tenant_id = ${tenantId} ORDER BY l.number DESC LIMIT ${most}`;
}

/** Newest first. */
export function acceptedLicences(tenantId: string, most: number): Sql {
  return sql`
    SELECT licence_id AS id, array_agg(feature ORDER BY feature) AS features, max(until) AS until, min(accepted_at) AS "acceptedAt",
      min(accepted_by) AS "acceptedBy"
    FROM platform.licence_feature WHERE tenant_id = ${tenantId}
    GROUP BY licence_id ORDER BY min(accepted_at) DESC, licence_id DESC LIMIT ${most}`;
}

export function boundFeatures(tenantId: string): Sql {
  return sql`
    SELECT feature, max(until) AS until FROM platform.licence_feature
    WHERE tenant_id = ${tenantId} AND lifted_at IS NULL GROUP BY feature`;
}

export function keptLicence(tenantId: string, id: string): Sql {
  return sql`SELECT FROM platform.licence_feature WHERE tenant_id = ${tenantId} AND licence_id = ${id} LIMIT 1`;
}

export interface Acceptance {
  tenantId: string;
  licence: { id: string; features: readonly Feature[]; until: string };
  /** Those whose end it decides of. */
  bound: readonly Feature[];
  by: string;
  now: Date;
}

export function insertAccepted({ tenantId, licence, bound, by, now }: Acceptance): Sql {
  return sql`
    INSERT INTO platform.licence_feature (tenant_id, licence_id, feature, until, accepted_at, accepted_by, lifted_at)
    SELECT ${tenantId}, ${licence.id}, feature, ${licence.until}::date, ${now}::timestamptz, ${by},
      CASE WHEN feature = ANY (${[...bound]}::text[]) THEN NULL ELSE ${now}::timestamptz END
    FROM unnest(${[...licence.features]}::text[]) AS feature`;
}

/** No licence decides of those features any more. */
export async function liftLicences(query: Query, tenantId: string, features: readonly Feature[], now: Date): Promise<void> {
  await query(sql`
    UPDATE platform.licence_feature SET lifted_at = ${now}
    WHERE tenant_id = ${tenantId} AND feature = ANY (${[...features]}::text[]) AND lifted_at IS NULL`);
}

const TODAY = (now: Date) => sql`(${now}::timestamptz AT TIME ZONE t.time_zone)::date`;

/** Tenants with a feature whose last licence ended before their today. */
export function tenantsWithEnded(now: Date): Sql {
  return sql`
    SELECT DISTINCT t.domain FROM platform.tenant t
    JOIN LATERAL (SELECT max(f.until) AS until FROM platform.licence_feature f
      WHERE f.tenant_id = t.id AND f.lifted_at IS NULL GROUP BY f.feature) AS term ON term.until < ${TODAY(now)}`;
}

export interface EndingTerm extends BoundFeature {
  tenantId: string;
  acceptedOn: string;
  today: string;
}

/** Features of tenants in service that end within so many days, with the day each was validated. */
export function endingTerms(now: Date, days: number): Sql {
  return sql`
    SELECT t.id AS "tenantId", term.feature, term.until, (term.accepted_at AT TIME ZONE t.time_zone)::date AS "acceptedOn",
      ${TODAY(now)} AS today
    FROM platform.tenant t
    JOIN LATERAL (SELECT DISTINCT ON (f.feature) f.feature, f.until, f.accepted_at FROM platform.licence_feature f
      WHERE f.tenant_id = t.id AND f.lifted_at IS NULL ORDER BY f.feature, f.until DESC, f.accepted_at) AS term
      ON term.until BETWEEN ${TODAY(now)} AND ${TODAY(now)} + ${days}::int
    WHERE t.state = 'active' AND term.feature = ANY (t.features) ORDER BY t.id, term.until, term.feature`;
}
