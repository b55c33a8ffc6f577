import { sql, type Sql } from '../database/index.js';
import type { Actor } from './domain/actor-of.js';

/** An entry, ready to be written. */
export interface Written {
  action: string;
  actor: Actor;
  subjectKind: string | null;
  subjectId: string | null;
  /** JSON */
  details: string;
  address: string | null;
  requestId: string | null;
}

export function insertEntry(entry: Written): Sql {
  return sql`
    INSERT INTO audit_entry (actor_kind, actor_id, actor_name, action, subject_kind, subject_id, details, address, request_id)
    VALUES (${entry.actor.kind}, ${entry.actor.id}, ${entry.actor.name}, ${entry.action}, ${entry.subjectKind}, ${entry.subjectId},
      ${entry.details}::jsonb, ${entry.address}::inet, ${entry.requestId})`;
}

/** The same outside any transaction: the statement binds its tenant itself. */
export function insertEntryBoundTo(tenantId: string, entry: Written): Sql {
  return sql`
    WITH bound AS MATERIALIZED (SELECT set_config('app.tenant_id', ${tenantId}, true) AS tenant_id)
    INSERT INTO audit_entry
      (tenant_id, actor_kind, actor_id, actor_name, action, subject_kind, subject_id, details, address, request_id)
    SELECT tenant_id::uuid, ${entry.actor.kind}, ${entry.actor.id}, ${entry.actor.name}, ${entry.action}, ${entry.subjectKind},
      ${entry.subjectId}, ${entry.details}::jsonb, ${entry.address}::inet, ${entry.requestId}
    FROM bound`;
}

export function insertOperatorEntry(tenantId: string | null, entry: Written): Sql {
  return sql`
    INSERT INTO platform.operator_audit
      (tenant_id, operator_id, operator_name, action, subject_kind, subject_id, details, address, request_id)
    VALUES (${tenantId}, ${entry.actor.id}, ${entry.actor.name}, ${entry.action}, ${entry.subjectKind}, ${entry.subjectId},
      ${entry.details}::jsonb, ${entry.address}::inet, ${entry.requestId})`;
}

export interface AuditRow {
  id: string;
  at: Date;
  actorKind: Actor['kind'];
  actorName: string | null;
  action: string;
  subjectKind: string | null;
  subjectId: string | null;
  details: Record<string, unknown>;
  address: string | null;
}

export interface AuditFilters {
  /** Only entries older than that one: the page before. */
  before?: string;
  action?: string;
  subject?: { kind: string; id: string };
  most: number;
}

/** Entries of the tenant, newest first. */
export function listEntries({ before, action, subject, most }: AuditFilters): Sql {
  return sql`
    SELECT id, at, actor_kind AS "actorKind", actor_name AS "actorName", action, subject_kind AS "subjectKind",
      subject_id AS "subjectId", details, host(address) AS address
    FROM audit_entry
    WHERE (${before ?? null}::uuid IS NULL OR id < ${before ?? null}::uuid)
      AND (${action ?? null}::text IS NULL OR action = ${action ?? null})
      AND (${subject?.kind ?? null}::text IS NULL OR (subject_kind = ${subject?.kind ?? null} AND subject_id = ${subject?.id ?? null}))
    ORDER BY id DESC LIMIT ${most}`;
}
