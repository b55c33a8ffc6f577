import { z } from 'zod';
import { defineJob, type HandlesJob, JobHandler } from '../../platform/jobs/index.js';
import { DocumentNotices } from './document-notices.service.js';

/** Takes up the notices of a run that could not be written as it ended. */
export const NOTIFY_RUN = defineJob('publication-notify', z.strictObject({ runId: z.uuid() }));

@JobHandler(NOTIFY_RUN)
export class NotifyRun implements HandlesJob<{ runId: string }> {
  constructor(private readonly notices: DocumentNotices) {}

  run({ runId }: { runId: string }): Promise<void> {
    return this.notices.ofRun(runId);
  }
}
