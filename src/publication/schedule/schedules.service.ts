import { Injectable } from '@nestjs/common';
import { Audit } from '../../platform/audit/index.js';
import { Clock } from '../../platform/clock/index.js';
import { context, currentTenant } from '../../platform/context/index.js';
import { type Query, UnitOfWork } from '../../platform/database/index.js';
import { domainValidated } from '../settings/domain-name.queries.js';
import { refuseIfChanged } from '../settings/domain/meanwhile.js';
import { nextOccurrences, type Slot } from './domain/occurrences.js';
import { type Hindrance, hindrances } from './domain/suspension.js';
import {
  lockSchedule,
  readSchedule,
  type Schedule,
  signSlots,
  switchSchedule,
  writeConsidered,
  writeNext,
  writeSlots,
} from './schedule.queries.js';
import { slotValues } from './schedule.schema.js';
import { SERVICE_NAME } from './service-name.js';

export interface StandingSchedule extends Schedule {
  hindrances: Hindrance[];
}

/** When the desk publishes by itself: days and hours set by the agency, switched on by the operator (PUB-14 to PUB-19). */
@Injectable()
export class Schedules {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  read(): Promise<StandingSchedule> {
    return this.work.read((query) => this.standing(query));
  }

  /** The next so many runs; none while something is missing. */
  next({ slots, hindrances: missing }: StandingSchedule, count: number): Date[] {
    return missing.length > 0 ? [] : nextOccurrences(slots, this.clock.now(), currentTenant().timeZone, count);
  }

  /** @param seen what the form was read with. @throws InvalidInput when someone saved other days meanwhile */
  save(slots: Slot[], seen: string): Promise<void> {
    return this.work.write(async ({ query }) => {
      const now = this.clock.now();
      const former = await lockSchedule(query, now);
      const { modifiedBy: who, modifiedAt: when } = former;
      refuseIfChanged({ current: slotValues(former.slots), typed: slotValues(slots), seen, last: { who, when } });
      if (JSON.stringify(slots) === JSON.stringify(former.slots)) return;
      await writeSlots(query, slots);
      const { viewer } = context();
      const staffId = viewer.kind === 'staff' ? viewer.staffId : null;
      await signSlots(query, staffId, now);
      await this.audit.record({
        action: 'publication-schedule.change',
        subject: { kind: 'publication_schedule', id: SERVICE_NAME },
        details: { old: former.slots, new: slots },
      });
      await this.startAfresh(query);
    });
  }

  async isActive(query: Query): Promise<boolean> {
    return (await readSchedule(query)).active;
  }

  /** By the operator only (PUB-16); who calls writes the audit. */
  async activate(query: Query, active: boolean): Promise<void> {
    await lockSchedule(query, this.clock.now());
    await switchSchedule(query, active);
    await this.startAfresh(query);
  }

  /** After a change of what it rests on, in the same transaction: slots gone by before it are nobody's. */
  async startAfresh(query: Query): Promise<void> {
    await lockSchedule(query, this.clock.now());
    await this.consider(query);
  }

  /** Everything until now is dealt with; the next slot is written down. */
  async consider(query: Query): Promise<void> {
    const { id, timeZone } = currentTenant();
    await writeConsidered(query, this.clock.now());
    const [next] = this.next(await this.standing(query), 1);
    await writeNext(query, id, timeZone, next ?? null);
  }

  async standing(query: Query): Promise<StandingSchedule> {
    const [schedule, validated] = await Promise.all([readSchedule(query), domainValidated(query)]);
    const licensed = currentTenant().features.includes('extranet');
    return { ...schedule, hindrances: hindrances({ ...schedule, licensed, domainValidated: validated }) };
  }
}
