import { z } from 'zod';
import { defineJob } from '../../../platform/jobs/index.js';

const edition = z.strictObject({ editionId: z.uuid() });

/** Sends and draws the access codes of an edition. */
export const EDIT_ACCESS_CODES = defineJob('edit-access-codes', edition, { attempts: 4 });
/** Erases its letters when their day is over. */
export const FORGET_ACCESS_LETTERS = defineJob('forget-access-letters', edition);
