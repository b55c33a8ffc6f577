import { sql, type Sql } from '../../platform/database/index.js';
import { type CursorValue, type Keyset, keyset, type ListRequest, type SortKey } from '../../platform/lists/index.js';
import type { TenantKind } from '../domain/features.js';
import type { TenantState } from '../domain/tenant-state.js';

export const TENANT_SORTS = ['nom', 'domaine', 'publication', 'stockage'] as const;
export type TenantSort = (typeof TENANT_SORTS)[number];

export const TENANT_FILTERS = ['', 'active', 'waiting', 'closed', 'attention'] as const;
export type TenantFilter = (typeof TENANT_FILTERS)[number];

export interface TenantListRow {
  at: CursorValue[];
  domain: string;
  name: string;
  kind: TenantKind;
  lines: string[];
  features: string[];
  state: TenantState;
  runNumber: number | null;
  runSource: string | null;
  runState: string | null;
  runReceivedAt: Date | null;
  runEndedAt: Date | null;
  runBytes: number | null;
  failingTargets: string[] | null;
  storedBytes: number | null;
}

/** States of a run that someone should look at. */
export const WORRYING_RUNS = ['refused', 'failed', 'expired', 'awaiting_approval'];

const SORT_KEYS: Record<TenantSort, SortKey> = {
  nom: { sql: sql`app.fold(t.name)`, type: 'text' },
  domaine: { sql: sql`t.domain`, type: 'text' },
  publication: { sql: sql`coalesce(a.run_received_at, t.created_at - interval '100 years')`, type: 'timestamptz' },
  stockage: { sql: sql`coalesce(a.stored_bytes, -1)`, type: 'bigint' },
};

/** Tenants and their last run, out of the operator's own tables: one query, whatever the number of tenants. */
export function listTenants(request: ListRequest<TenantSort>, filter: TenantFilter): { page: Keyset; rows: Sql; total: Sql } {
  const page = keyset([SORT_KEYS[request.sort], { sql: sql`t.id`, type: 'uuid' }], request);
  const matching = sql`
    FROM platform.tenant t LEFT JOIN platform.tenant_activity a ON a.tenant_id = t.id
    WHERE ${found(request.search)} AND ${chosen(filter)}`;
  return {
    page,
    rows: sql`
      SELECT ${page.at} AS at, t.domain, t.name, t.kind, t.lines, t.features, t.state, a.run_number AS "runNumber",
        a.run_source AS "runSource", a.run_state AS "runState", a.run_received_at AS "runReceivedAt", a.run_bytes AS "runBytes",
        a.run_ended_at AS "runEndedAt", a.failing_targets AS "failingTargets", a.stored_bytes AS "storedBytes"
      ${matching} AND ${page.where} ORDER BY ${page.order} LIMIT ${page.limit}`,
    total: sql`SELECT count(*)::int AS total ${matching}`,
  };
}

function found(search: string): Sql {
  if (search === '') return sql`TRUE`;
  const pattern = sql`'%' || app.fold(${search.replace(/[\\%_]/g, '\\$&')}) || '%'`;
  return sql`(app.fold(t.name) LIKE ${pattern} OR t.domain LIKE ${pattern}
    OR EXISTS (SELECT FROM platform.tenant_alias l WHERE l.tenant_id = t.id AND l.alias LIKE ${pattern}))`;
}

function chosen(filter: TenantFilter): Sql {
  if (filter === '') return sql`TRUE`;
  if (filter === 'attention') return sql`(a.run_state = ANY (${WORRYING_RUNS}) OR a.failing_targets <> '{}')`;
  return sql`t.state = ${filter}`;
}
