import { z } from 'zod';
import { defineJob } from '../../platform/jobs/index.js';

const nothing = z.strictObject({});
const QUICKLY = { attempts: 4, firstDelaySeconds: 10, longestDelaySeconds: 60 };

/** Finds the agencies that have a slot due. */
export const WATCH_SLOTS = defineJob('publication-watch-slots', nothing, QUICKLY);
/** Deals with the slots of one agency. */
export const KEEP_SCHEDULE = defineJob('publication-keep-schedule', nothing, QUICKLY);
