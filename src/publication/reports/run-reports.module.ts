import { Module } from '@nestjs/common';
import { PublicationModule } from '../publication.module.js';
import { RunEndings } from '../runs/run-endings.js';
import { RunWaits } from '../runs/run-waits.js';
import { ScheduleModule } from '../schedule/schedule.module.js';
import { SlotWords } from '../schedule/slot-words.js';
import { ApprovalCalls } from './approval-calls.service.js';
import { RemindOfWaitingRun } from './remind-of-waiting-run.job.js';
import { RunFactsReading } from './run-facts.service.js';
import { slotRemarks } from './slot-remarks.js';
import { RunReports } from './run-reports.service.js';

/** What is said of runs to the agency's staff, and to the operator. */
@Module({
  imports: [PublicationModule, ScheduleModule],
  providers: [RunFactsReading, RunReports, ApprovalCalls, RemindOfWaitingRun],
  exports: [RunFactsReading],
})
export class RunReportsModule {
  constructor(
    endings: RunEndings,
    waits: RunWaits,
    facts: RunFactsReading,
    reports: RunReports,
    calls: ApprovalCalls,
    words: SlotWords,
  ) {
    facts.contribute(slotRemarks(words));
    endings.contribute('reports', (run) => reports.ofEnded(run));
    waits.contribute((run) => calls.forHeld(run));
  }
}
