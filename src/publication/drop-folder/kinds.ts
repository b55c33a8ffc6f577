import { z } from 'zod';
import { defineJob } from '../../platform/jobs/index.js';

/** Looks whether anything is to be done in any folder; the second look of a minute is half a minute after the clock's. */
export const WATCH_DROP_FOLDERS = defineJob(
  'publication-watch-folders',
  z.strictObject({ second: z.literal(true).optional() }),
  { attempts: 3, firstDelaySeconds: 10, longestDelaySeconds: 20 },
);
/** Deals with what is in the folder of a source. */
export const SCAN_DROP_FOLDER = defineJob('publication-scan-folder', z.strictObject({ sourceId: z.uuid() }), {
  attempts: 5,
  firstDelaySeconds: 10,
  longestDelaySeconds: 60,
});
/** Deletes answers that are old. */
export const TIDY_DROP_FOLDERS = defineJob('publication-tidy-folders', z.strictObject({}));
