import { type Query, sql } from '../../platform/database/index.js';
import type { Slot } from './domain/occurrences.js';

export interface Schedule {
  active: boolean;
  slots: Slot[];
  /** Slots until then have been dealt with; null where nothing was ever set. */
  consideredAt: Date | null;
  modifiedBy: string | null;
  modifiedAt: Date | null;
}

const NEVER_SET: Schedule = { active: false, slots: [], consideredAt: null, modifiedBy: null, modifiedAt: null };

export async function readSchedule(query: Query): Promise<Schedule> {
  const [schedule] = await query<Schedule>(sql`
    SELECT s.active, s.considered_at AS "consideredAt", s.modified_at AS "modifiedAt",
      (SELECT nullif(concat_ws(' ', m.first_name, m.last_name), '') FROM staff_member m WHERE m.id = s.modified_by) AS "modifiedBy",
      coalesce((SELECT jsonb_agg(jsonb_build_object('weekday', d.weekday, 'hour', d.hour) ORDER BY d.weekday)
        FROM publication_schedule_slot d), '[]') AS slots
    FROM publication_schedule s`);
  return schedule ?? NEVER_SET;
}

/** The same, made if it is not there, and kept from changing until the end of the transaction. */
export async function lockSchedule(query: Query, now: Date): Promise<Schedule> {
  await query(sql`INSERT INTO publication_schedule (considered_at) VALUES (${now}) ON CONFLICT DO NOTHING`);
  await query(sql`SELECT FROM publication_schedule FOR UPDATE`);
  return readSchedule(query);
}

export async function writeSlots(query: Query, slots: readonly Slot[]): Promise<void> {
  await query(sql`DELETE FROM publication_schedule_slot`);
  await query(sql`
    INSERT INTO publication_schedule_slot (weekday, hour)
    SELECT weekday, hour FROM jsonb_to_recordset(${JSON.stringify(slots)}::jsonb) AS s (weekday integer, hour text)`);
}

export async function signSlots(query: Query, staffId: string | null, now: Date): Promise<void> {
  await query(sql`UPDATE publication_schedule SET modified_by = ${staffId}::uuid, modified_at = ${now}`);
}

export async function switchSchedule(query: Query, active: boolean): Promise<void> {
  await query(sql`UPDATE publication_schedule SET active = ${active}`);
}

/** Slots until then have been dealt with. */
export async function writeConsidered(query: Query, until: Date): Promise<void> {
  await query(sql`UPDATE publication_schedule SET considered_at = ${until}`);
}

/** When to look at that agency again; never, without a next slot. */
export async function writeNext(query: Query, tenantId: string, timeZone: string, next: Date | null): Promise<void> {
  if (next === null) {
    await query(sql`DELETE FROM platform.publication_due WHERE tenant_id = ${tenantId}`);
    return;
  }
  await query(sql`
    INSERT INTO platform.publication_due (tenant_id, next_at, time_zone) VALUES (${tenantId}, ${next}, ${timeZone})
    ON CONFLICT (tenant_id) DO UPDATE SET next_at = excluded.next_at, time_zone = excluded.time_zone, asked_at = NULL`);
}

const ASK_AGAIN_HOURS = 1;

/**
 * Agencies that have a slot due, or whose time zone is no longer the one their next slot was worked out in, and marks them as asked:
 * each is given once, and again after an hour if nothing came of it.
 */
export function takeDue(query: Query, now: Date): Promise<{ tenantId: string }[]> {
  const stale = new Date(now.getTime() - ASK_AGAIN_HOURS * 3_600_000);
  return query(sql`
    UPDATE platform.publication_due d SET asked_at = ${now}::timestamptz
    FROM platform.tenant t
    WHERE t.id = d.tenant_id AND t.state = 'active' AND (d.next_at <= ${now} OR d.time_zone <> t.time_zone)
      AND (d.asked_at IS NULL OR d.asked_at <= ${stale})
    RETURNING d.tenant_id AS "tenantId"`);
}
