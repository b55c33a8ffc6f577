import { empty, join, type Sql, sql } from '../database/index.js';

export interface JobRow {
  id: string;
  tenantId: string | null;
  kind: string;
  payload: unknown;
  attempts: number;
  maxAttempts: number;
}

export interface JobToWrite {
  tenantId: string | null;
  kind: string;
  payloads: unknown[];
  runAt: Date;
  key: string | null;
  unhurried: boolean;
  maxAttempts: number;
  spread: Spread | null;
}

/** So many begin each minute, as if `behind` others stood before them. */
export interface Spread {
  perMinute: number;
  behind: number;
}

/** How long a process may be silent before others take its jobs. */
export const LEASE_SECONDS = 120;

const lease = sql`now() + make_interval(secs => ${LEASE_SECONDS})`;
const columns = sql`j.id, j.tenant_id AS "tenantId", j.kind, j.payload, j.attempts, j.max_attempts AS "maxAttempts"`;

export function insertJobs(job: JobToWrite): Sql {
  const { perMinute, behind } = job.spread ?? { perMinute: Number.MAX_SAFE_INTEGER, behind: 0 };
  return sql`
    INSERT INTO platform.job (tenant_id, kind, payload, run_at, key, unhurried, max_attempts)
    SELECT ${job.tenantId}::uuid, ${job.kind}, one.payload,
      ${job.runAt}::timestamptz + make_interval(mins => ((one.place - 1 + ${behind}::bigint) / ${perMinute}::bigint)::int),
      ${job.key}::text, ${job.unhurried}::boolean, ${job.maxAttempts}::int
    FROM jsonb_array_elements(${JSON.stringify(job.payloads)}::jsonb) WITH ORDINALITY AS one(payload, place)
    ON CONFLICT (lane, kind, key) WHERE state = 'waiting' AND key IS NOT NULL DO NOTHING
    RETURNING id`;
}

export interface TenantZone {
  id: string;
  timeZone: string;
}

/** @param active only those whose pages answer; else every one, closed ones too */
export function tenantZones(active: boolean): Sql {
  return sql`SELECT id, time_zone AS "timeZone" FROM platform.tenant WHERE ${active ? sql`state = 'active'` : sql`TRUE`}`;
}

export interface TenantJobs {
  kind: string;
  key: string;
  maxAttempts: number;
  due: { tenantId: string; runAt: Date }[];
}

/** One of that kind for each of these tenants, behind everything else they have. */
export function insertTenantJobs({ kind, key, maxAttempts, due }: TenantJobs): Sql {
  return sql`
    INSERT INTO platform.job (tenant_id, kind, payload, run_at, key, unhurried, max_attempts)
    SELECT one."tenantId", ${kind}, '{}'::jsonb, one."runAt", ${key}::text, true, ${maxAttempts}::int
    FROM jsonb_to_recordset(${JSON.stringify(due)}::jsonb) AS one("tenantId" uuid, "runAt" timestamptz)
    ON CONFLICT (lane, kind, key) WHERE state = 'waiting' AND key IS NOT NULL DO NOTHING`;
}

/**
 * Takes up to `count` due jobs: one of each tenant in turn, tenants with the fewest under way first. Every tenant with work is
 * found by hopping along the index, so a queue of a million rows costs no more than one of ten.
 */
export function claimJobs(state: 'running' | 'handed', worker: string, count: number, now: Date): Sql {
  return sql`
    WITH RECURSIVE lanes AS (
      (SELECT lane FROM platform.job WHERE state = 'waiting' ORDER BY lane LIMIT 1)
      UNION ALL
      SELECT (SELECT j.lane FROM platform.job j WHERE j.state = 'waiting' AND j.lane > lanes.lane ORDER BY j.lane LIMIT 1)
      FROM lanes WHERE lanes.lane IS NOT NULL
    ), busy AS (
      SELECT lane, count(*) AS jobs FROM platform.job WHERE state IN ('handed', 'running') GROUP BY lane
    ), ready AS (
      SELECT due.id, due.run_at, due.unhurried,
        coalesce(busy.jobs, 0) + row_number() OVER (PARTITION BY lanes.lane ORDER BY due.unhurried, due.run_at, due.id) AS turn
      FROM lanes LEFT JOIN busy ON busy.lane = lanes.lane CROSS JOIN LATERAL (
        SELECT j.id, j.run_at, j.unhurried FROM platform.job j
        WHERE j.state = 'waiting' AND j.lane = lanes.lane AND j.run_at <= ${now}
        ORDER BY j.unhurried, j.run_at LIMIT ${count * 2}
      ) due
    ), chosen AS (
      SELECT j.id FROM ready JOIN platform.job j ON j.id = ready.id
      WHERE j.state = 'waiting' ORDER BY ready.turn, ready.unhurried, ready.run_at LIMIT ${count} FOR UPDATE OF j SKIP LOCKED
    )
    UPDATE platform.job j SET state = ${state}, attempts = j.attempts + 1, locked_by = ${worker}, locked_until = ${lease}
    FROM chosen WHERE j.id = chosen.id RETURNING ${columns}`;
}

/** A job handed to Bull begins: only once, whatever Bull delivers twice. */
export function beginHanded(id: string, worker: string): Sql {
  return sql`
    UPDATE platform.job j SET state = 'running', locked_by = ${worker}, locked_until = ${lease}
    WHERE id = ${id} AND state = 'handed' RETURNING ${columns}`;
}

export function renewLocks(ids: string[], worker: string): Sql {
  return sql`UPDATE platform.job SET locked_until = ${lease} WHERE id = ANY (${ids}::uuid[]) AND locked_by = ${worker} AND state = 'running'`;
}

export function finishJob(id: string, worker: string): Sql {
  return sql`
    UPDATE platform.job SET state = 'done', finished_at = now(), locked_by = NULL, locked_until = NULL, last_error = NULL
    WHERE id = ${id} AND locked_by = ${worker} AND state = 'running'`;
}

/** Back among the waiting, without its key: a newer job of the same key may already wait. */
export function postponeJob(id: string, worker: string, runAt: Date, attemptsBack: number, error: string): Sql {
  return sql`
    UPDATE platform.job SET state = 'waiting', key = NULL, run_at = ${runAt}, attempts = attempts - ${attemptsBack}, last_error = ${error},
      locked_by = NULL, locked_until = NULL
    WHERE id = ${id} AND locked_by = ${worker} AND state = 'running'`;
}

export function buryJob(id: string, worker: string, error: string): Sql {
  return sql`
    UPDATE platform.job SET state = 'dead', finished_at = now(), last_error = ${error}, locked_by = NULL, locked_until = NULL
    WHERE id = ${id} AND locked_by = ${worker} AND state = 'running'`;
}

/**
 * Jobs whose process went silent are taken up again. One that was never begun loses no attempt; one that was interrupted at its last
 * attempt is dead: it may be what kills the processes.
 */
export function recoverExpired(): Sql {
  return sql`
    UPDATE platform.job SET
      state = CASE WHEN state = 'running' AND attempts >= max_attempts THEN 'dead' ELSE 'waiting' END,
      finished_at = CASE WHEN state = 'running' AND attempts >= max_attempts THEN now() END,
      attempts = attempts - CASE WHEN state = 'handed' THEN 1 ELSE 0 END,
      last_error = CASE WHEN state = 'running' THEN 'interrupted' ELSE last_error END,
      key = NULL, locked_by = NULL, locked_until = NULL
    WHERE state IN ('handed', 'running') AND locked_until < now() RETURNING id, kind, state`;
}

/** What a process that stops gives back, begun or not. */
export function releaseJobs(ids: string[]): Sql {
  return sql`
    UPDATE platform.job SET state = 'waiting', key = NULL, attempts = attempts - 1, locked_by = NULL, locked_until = NULL
    WHERE id = ANY (${ids}::uuid[]) AND state = 'handed'`;
}

export function deadJobs(page: { tenantId?: string; before?: string; limit: number }): Sql {
  const conditions = [sql`j.state = 'dead'`];
  if (page.tenantId) conditions.push(sql`j.tenant_id = ${page.tenantId}`);
  if (page.before) conditions.push(sql`j.id < ${page.before}`);
  return sql`
    SELECT ${columns}, t.domain AS "tenantDomain", j.last_error AS "lastError", j.created_at AS "createdAt", j.finished_at AS "finishedAt"
    FROM platform.job j LEFT JOIN platform.tenant t ON t.id = j.tenant_id
    WHERE ${join(conditions, ' AND ')} ORDER BY j.id DESC LIMIT ${page.limit}`;
}

/** A person asks for another round of attempts; the first follows at once. */
export function reviveJob(id: string, now: Date): Sql {
  return sql`
    UPDATE platform.job SET state = 'waiting', attempts = 0, key = NULL, run_at = ${now}, finished_at = NULL
    WHERE id = ${id} AND state = 'dead' RETURNING id`;
}

export function deleteJobs(state: 'done' | 'dead', which: { id?: string; finishedBefore?: Date }): Sql {
  const id = which.id ? sql`AND id = ${which.id}` : empty;
  const age = which.finishedBefore ? sql`AND finished_at < ${which.finishedBefore}` : empty;
  return sql`DELETE FROM platform.job WHERE state = ${state} ${id} ${age} RETURNING id`;
}
