import { Module } from '@nestjs/common';
import { UnitOfWork } from '../../platform/database/index.js';
import { StaffShell } from '../../platform/shell/index.js';
import { OperatorPanel } from '../../tenants/index.js';
import { DeskRuns } from '../desk/desk-runs.service.js';
import { PublicationModule } from '../publication.module.js';
import { RunEndings } from '../runs/run-endings.js';
import { KeepSchedule } from './keep-schedule.job.js';
import { MissedNotice } from './missed-notice.js';
import { NextPublication } from './next-publication.js';
import { RunStarter } from './run-starter.js';
import { Schedules } from './schedules.service.js';
import { SERVICE_NAME, SERVICES_ADDRESS } from './service-name.js';
import { SlotKeeping } from './slot-keeping.service.js';
import { giveMissedTo } from './slot-record.queries.js';
import { SlotWords } from './slot-words.js';
import { StaffServicesController } from './staff-services.controller.js';
import { WatchSlots } from './watch-slots.job.js';

/** `pi_sys_publier_xml`: the desk publishes by itself, at the days and hours set. */
@Module({
  imports: [PublicationModule],
  controllers: [StaffServicesController],
  providers: [
    Schedules,
    SlotKeeping,
    MissedNotice,
    SlotWords,
    NextPublication,
    WatchSlots,
    KeepSchedule,
    { provide: RunStarter, useExisting: DeskRuns },
  ],
  exports: [Schedules, NextPublication, SlotWords],
})
export class ScheduleModule {
  constructor(shell: StaffShell, panel: OperatorPanel, schedules: Schedules, endings: RunEndings, work: UnitOfWork) {
    panel.contributeSwitches({
      key: SERVICE_NAME,
      order: 5,
      label: 'publication-schedule:switch.label',
      hint: 'publication-schedule:switch.hint',
      read: (query) => schedules.isActive(query),
      write: (query, on) => schedules.activate(query, on),
    });
    endings.contribute('effects', async (run) => {
      if (run.sourceKind === 'desk' && !run.simulate) await work.write(({ query }) => giveMissedTo(query, run));
    });
    shell.contribute({
      key: 'publication.services',
      order: 107,
      icon: 'clock-cog',
      label: 'publication-schedule:title',
      href: () => SERVICES_ADDRESS,
      visible: ({ viewer }) => viewer.permissions.has('publication.view'),
      only: 'menu',
    });
  }
}
