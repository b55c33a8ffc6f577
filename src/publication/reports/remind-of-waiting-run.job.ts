import { type HandlesJob, JobHandler } from '../../platform/jobs/index.js';
import { ApprovalCalls } from './approval-calls.service.js';
import type { ReminderHours } from './domain/reminders.js';
import { REMIND_OF_WAITING_RUN } from './kinds.js';

@JobHandler(REMIND_OF_WAITING_RUN)
export class RemindOfWaitingRun implements HandlesJob<{ runId: string; hours: ReminderHours }> {
  constructor(private readonly calls: ApprovalCalls) {}

  run({ runId, hours }: { runId: string; hours: ReminderHours }): Promise<void> {
    return this.calls.remind(runId, hours);
  }
}
