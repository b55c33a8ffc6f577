import { z } from 'zod';
import { defineJob } from '../../platform/jobs/index.js';

const run = z.strictObject({ runId: z.uuid() });
/** Two more than a run is tried: the one after the last writes that it failed, whatever killed the others. */
const QUICKLY = { attempts: 5, firstDelaySeconds: 10, longestDelaySeconds: 60 };

/** Reads the manifest of a run that was received. */
export const CHECK_RUN = defineJob('publication-check', run, QUICKLY);
/** Applies the runs of the tenant that are ready, in their order; the one named is why it was asked for. */
export const APPLY_RUNS = defineJob('publication-apply', run, QUICKLY);
/** Tells the other rooms that a run ended, and cleans up behind it. */
export const END_RUN = defineJob('publication-end', run);
/** Ends a run nobody sends to, or decides of, any more. */
export const EXPIRE_RUN = defineJob('publication-expire', run);
