import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/index.js';
import { currentTenant } from '../../platform/context/index.js';
import { type Query, UnitOfWork } from '../../platform/database/index.js';
import { RunOpen } from '../publication-errors.js';
import { occurrencesBetween, weigh } from './domain/occurrences.js';
import { MissedNotice } from './missed-notice.js';
import { RunStarter } from './run-starter.js';
import { lockSchedule } from './schedule.queries.js';
import { Schedules } from './schedules.service.js';
import { recordSlot } from './slot-record.queries.js';

/** What is done of the slots of an agency that have come due: each once, in the transaction that starts its run. */
@Injectable()
export class SlotKeeping {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly schedules: Schedules,
    private readonly starter: RunStarter,
    private readonly notice: MissedNotice,
  ) {}

  keep(): Promise<void> {
    return this.work.write(async ({ query }) => {
      const now = this.clock.now();
      await lockSchedule(query, now);
      const { slots, consideredAt, hindrances } = await this.schedules.standing(query);
      const due =
        hindrances.length === 0 ? occurrencesBetween(slots, consideredAt ?? now, now, currentTenant().timeZone) : [];
      const { run, missed } = weigh(due, now);
      for (const dueAt of missed) await recordSlot(query, { dueAt, outcome: 'missed', runId: null, at: now });
      if (run) await this.start(query, run, now);
      else await this.notice.tell(missed);
      await this.schedules.consider(query);
    });
  }

  /** A second run of the desk is not begun beside one that is open (PUB-22). */
  private async start(query: Query, dueAt: Date, at: Date): Promise<void> {
    try {
      const { id } = await this.starter.start({ trigger: 'schedule' });
      await recordSlot(query, { dueAt, outcome: 'started', runId: id, at });
    } catch (error) {
      if (!(error instanceof RunOpen)) throw error;
      await recordSlot(query, { dueAt, outcome: 'omitted', runId: error.runId, at });
    }
  }
}
