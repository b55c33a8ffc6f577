import { z } from 'zod';
import { defineJob } from '../../platform/jobs/index.js';

/** What is past its term: for the house, one job for each tenant; for a tenant, its own. */
export const RETENTION = defineJob('publication-retention', z.strictObject({}));
/** Files that nothing named any more when this was written. */
export const ERASE_FILES = defineJob('publication-erase-files', z.strictObject({ files: z.array(z.string()) }));
