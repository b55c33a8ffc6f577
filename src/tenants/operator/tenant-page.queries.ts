import { sql, type Sql } from '../../platform/database/index.js';
import type { RunSummary } from '../tenant-activity.service.js';

export interface TenantCard {
  createdAt: Date;
  changedAt: Date;
  aliases: string[];
  contactName: string | null;
  contactEmail: string | null;
  contactPhone: string | null;
  masterEmail: string | null;
  receivedAt: Date | null;
  validatedAt: Date | null;
  validatedBy: string | null;
  failingTargets: string[] | null;
  storedBytes: number | null;
}

export function tenantCard(id: string): Sql {
  return sql`
    SELECT t.created_at AS "createdAt", t.changed_at AS "changedAt",
      ARRAY(SELECT alias FROM platform.tenant_alias l WHERE l.tenant_id = t.id ORDER BY alias) AS aliases,
      f.contact_name AS "contactName", f.contact_email AS "contactEmail", f.contact_phone AS "contactPhone",
      f.master_email AS "masterEmail", f.received_at AS "receivedAt", f.validated_at AS "validatedAt", f.validated_by AS "validatedBy",
      a.failing_targets AS "failingTargets", a.stored_bytes AS "storedBytes"
    FROM platform.tenant t LEFT JOIN platform.activation f ON f.tenant_id = t.id LEFT JOIN platform.tenant_activity a ON a.tenant_id = t.id
    WHERE t.id = ${id}`;
}

export type LastRun = RunSummary;

export function lastRuns(id: string, most: number): Sql {
  return sql`
    SELECT number, source, state, received_at AS "receivedAt", ended_at AS "endedAt", bytes
    FROM platform.tenant_run WHERE tenant_id = ${id} ORDER BY number DESC LIMIT ${most}`;
}

export interface OperatorAct {
  id: string;
  at: Date;
  operator: string;
  tenant: string | null;
  action: string;
  details: Record<string, unknown>;
}

const ACTS = sql`SELECT o.id, o.at, o.operator_name AS operator, t.domain AS tenant, o.action, o.details
  FROM platform.operator_audit o LEFT JOIN platform.tenant t ON t.id = o.tenant_id`;

export function lastActs(tenantId: string, most: number): Sql {
  return sql`${ACTS} WHERE o.tenant_id = ${tenantId} ORDER BY o.id DESC LIMIT ${most}`;
}

/** Every act of the operators, newest first; `before` is the last one of the page before. */
export function operatorActs(before: string | null, most: number): Sql {
  return sql`${ACTS} WHERE ${before}::uuid IS NULL OR o.id < ${before}::uuid ORDER BY o.id DESC LIMIT ${most}`;
}
