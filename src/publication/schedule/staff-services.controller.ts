import { Controller, Get, Param, Post } from '@nestjs/common';
import { Staff, viewerMay } from '../../platform/auth/index.js';
import { currentTenant } from '../../platform/context/index.js';
import { UnitOfWork } from '../../platform/database/index.js';
import { NotFound } from '../../platform/errors/index.js';
import { Form, page, type Page, redirect, type Redirect } from '../../platform/http/index.js';
import { HandlerRegistry } from '../../platform/jobs/index.js';
import { seenOf } from '../settings/domain/meanwhile.js';
import { type ScheduleForm, scheduleSchema, slotValues, WEEKDAYS } from './schedule.schema.js';
import { Schedules, type StandingSchedule } from './schedules.service.js';
import { SERVICE_ADDRESS, SERVICE_NAME, SERVICES_ADDRESS } from './service-name.js';
import { slotsWithoutRun } from './slot-record.queries.js';
import { SlotWords } from './slot-words.js';

const RUNS_SAID = 3;
const SLOTS_SAID = 10;

/** System services of the agency: the one that publishes, and those the house does for all (PUB-14). */
@Controller('gestion/administration/services-systeme')
@Staff('publication.view')
export class StaffServicesController {
  constructor(
    private readonly work: UnitOfWork,
    private readonly schedules: Schedules,
    private readonly registry: HandlerRegistry,
    private readonly words: SlotWords,
  ) {}

  @Get()
  async list(): Promise<Page> {
    const schedule = await this.schedules.read();
    return page('publication/staff/services', { ...this.listed(schedule, null), service: null });
  }

  @Get(':service')
  async one(@Param('service') service: string): Promise<Page> {
    if (service !== SERVICE_NAME) throw new NotFound();
    const [schedule, passed] = await Promise.all([
      this.schedules.read(),
      this.work.read((query) => slotsWithoutRun(query, SLOTS_SAID)),
    ]);
    const values = slotValues(schedule.slots);
    return page('publication/staff/services', {
      ...this.listed(schedule, SERVICE_NAME),
      service: {
        address: SERVICE_ADDRESS,
        active: schedule.active,
        missing: schedule.hindrances,
        mayEdit: viewerMay('settings.edit'),
        days: WEEKDAYS.map((day) => ({
          day: `day.${day}`,
          hour: `hour.${day}`,
          label: this.words.weekday(day),
          ticked: values[`day.${day}`] === true,
          at: values[`hour.${day}`],
        })),
        next: this.schedules.next(schedule, RUNS_SAID).map((at) => this.words.moment(at)),
        passed: passed.map((slot) => this.words.passed(slot)),
        seen: seenOf(values),
        last: { who: schedule.modifiedBy, when: schedule.modifiedAt },
      },
    });
  }

  @Post(SERVICE_NAME)
  @Staff('settings.edit')
  async save(@Form(scheduleSchema) { slots, seen }: ScheduleForm): Promise<Redirect> {
    await this.schedules.save(slots, seen);
    return redirect(SERVICE_ADDRESS, { notice: 'publication-schedule:saved' });
  }

  private listed({ hindrances }: StandingSchedule, chosen: string | null) {
    const running = hindrances.length === 0;
    return {
      title: this.words.say('publication-schedule:title'),
      home: SERVICES_ADDRESS,
      ours: {
        name: SERVICE_NAME,
        href: SERVICE_ADDRESS,
        current: chosen === SERVICE_NAME,
        running,
        why: hindrances[0] ?? null,
        timeZone: currentTenant().timeZone,
      },
      others: this.registry.clockEntries.map(({ kind, sentence }) => ({ name: kind, sentence })),
    };
  }
}
