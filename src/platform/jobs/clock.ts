import { Injectable, Logger } from '@nestjs/common';
import { Cron } from '@nestjs/schedule';
import { CronExpressionParser } from 'cron-parser';
import { Clock } from '../clock/index.js';
import { type Query, sql, UnitOfWork } from '../database/index.js';
import { type ClockEntry, HandlerRegistry } from './handler-registry.js';
import { Jobs } from './jobs.service.js';

export const HOUSE_TIME_ZONE = 'Europe/Paris';
const ELECTION = 7_203_116;

/**
 * All clock work. Every minute each process looks; one of them, elected by a lock of the database, writes a job for each entry
 * that came due since it was last looked at. A moment missed while nothing ran is made up for once, a first look makes up for none.
 */
@Injectable()
export class ClockWork {
  private readonly log = new Logger('clock');
  private awake = false;

  constructor(
    private readonly work: UnitOfWork,
    private readonly registry: HandlerRegistry,
    private readonly jobs: Jobs,
    private readonly clock: Clock,
  ) {}

  start(): void {
    this.awake = true;
  }

  stop(): void {
    this.awake = false;
  }

  @Cron('0 * * * * *', { timeZone: HOUSE_TIME_ZONE, waitForCompletion: true })
  async everyMinute(): Promise<void> {
    if (!this.awake) return;
    await this.tick().catch((error: Error) => this.log.error(`clock: ${error.message}`));
  }

  /** @returns the kinds whose job was written; none when another process was elected */
  tick(): Promise<string[]> {
    return this.work.operatorWrite(async ({ query }) => {
      const [election] = await query<{ won: boolean }>(sql`SELECT pg_try_advisory_xact_lock(${ELECTION}) AS won`);
      if (!election?.won) return [];
      const due: string[] = [];
      for (const entry of this.registry.clockEntries) {
        if (!(await this.takeUp(query, entry))) continue;
        await this.jobs.later(entry.kind, {}, { tenantId: null, key: 'clock' });
        due.push(entry.kind);
      }
      return due;
    });
  }

  /** Whether the entry's last moment is newer than the one on record. */
  private async takeUp(query: Query, entry: ClockEntry): Promise<boolean> {
    const dueAt = lastMoment(entry.cron, this.clock.now());
    const [taken] = await query<{ first: boolean }>(sql`
      INSERT INTO platform.clock_entry AS known (name, due_at) VALUES (${entry.kind}, ${dueAt})
      ON CONFLICT (name) DO UPDATE SET due_at = excluded.due_at WHERE known.due_at < excluded.due_at
      RETURNING xmax = 0 AS first`);
    return taken !== undefined && !taken.first;
  }
}

/** The latest moment of that expression that is not after `now`. */
export function lastMoment(cron: string, now: Date): Date {
  const afterNow = new Date(now.getTime() + 1_000);
  return CronExpressionParser.parse(cron, { currentDate: afterNow, tz: HOUSE_TIME_ZONE }).prev().toDate();
}
