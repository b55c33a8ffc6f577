import { type Query, sql } from '../../platform/database/index.js';

export type SlotOutcome = 'started' | 'missed' | 'omitted';

export interface RecordedSlot {
  dueAt: Date;
  outcome: SlotOutcome;
  /** Of the run that was started, or that was open. */
  runNumber: number | null;
}

export async function recordSlot(
  query: Query,
  { dueAt, outcome, runId, at }: { dueAt: Date; outcome: SlotOutcome; runId: string | null; at: Date },
): Promise<void> {
  await query(sql`
    INSERT INTO publication_slot (due_at, outcome, run_id, noted_at) VALUES (${dueAt}, ${outcome}, ${runId}::uuid, ${at})
    ON CONFLICT DO NOTHING`);
}

const recorded = sql`
  SELECT p.due_at AS "dueAt", p.outcome, CASE WHEN p.outcome <> 'missed' THEN r.number END AS "runNumber"
  FROM publication_slot p LEFT JOIN publication_run r ON r.id = p.run_id`;

/** Slots that gave no run, newest first (PUB-21, PUB-22). */
export function slotsWithoutRun(query: Query, most: number): Promise<RecordedSlot[]> {
  return query<RecordedSlot>(sql`${recorded} WHERE p.outcome <> 'started' ORDER BY p.due_at DESC LIMIT ${most}`);
}

/** What the report of a run says of slots: those that fell while it was open, those missed before it. */
export function slotsOfRun(query: Query, runId: string): Promise<RecordedSlot[]> {
  return query<RecordedSlot>(sql`${recorded} WHERE p.run_id = ${runId} AND p.outcome <> 'started' ORDER BY p.due_at`);
}

/** Slots missed before a run are said in its report. */
export async function giveMissedTo(query: Query, run: { id: string; receivedAt: Date }): Promise<void> {
  await query(sql`
    UPDATE publication_slot SET run_id = ${run.id}
    WHERE outcome = 'missed' AND run_id IS NULL AND due_at <= ${run.receivedAt}`);
}
