import { z } from 'zod';
import { defineJob } from '../../platform/jobs/index.js';

/** Tried over a quarter of an hour: what makes paper may be down for a while (spec 7). */
const WITHIN_A_QUARTER = { attempts: 6, firstDelaySeconds: 300, longestDelaySeconds: 300 };

/** Makes the manifest of a run of the desk, and hands it to the check. */
export const MAKE_DESK_MANIFEST = defineJob(
  'publication-desk-manifest',
  z.strictObject({ runId: z.uuid() }),
  WITHIN_A_QUARTER,
);
