import { z } from 'zod';
import { defineJob } from '../../platform/jobs/index.js';
import { REMINDER_HOURS } from './domain/reminders.js';

/** Asks again for the approval of a run that still waits. */
export const REMIND_OF_WAITING_RUN = defineJob(
  'publication-remind',
  z.strictObject({ runId: z.uuid(), hours: z.literal(REMINDER_HOURS) }),
);
