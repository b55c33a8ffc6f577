import { type HandlesJob, JobHandler } from '../../platform/jobs/index.js';
import { KEEP_SCHEDULE } from './kinds.js';
import { SlotKeeping } from './slot-keeping.service.js';

@JobHandler(KEEP_SCHEDULE)
export class KeepSchedule implements HandlesJob<object> {
  constructor(private readonly slots: SlotKeeping) {}

  run(): Promise<void> {
    return this.slots.keep();
  }
}
