import { z } from 'zod';
import { defineJob } from '../../platform/jobs/index.js';

/** Erases the log of a run once it is old. */
export const FORGET_RUN_LOG = defineJob('publication-forget-log', z.strictObject({ runId: z.uuid() }));
