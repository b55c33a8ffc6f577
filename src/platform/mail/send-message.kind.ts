import { z } from 'zod';
import { attemptsFor, defineJob } from '../jobs/index.js';

const RETRIED_HOURS = 24;
const FIRST_DELAY_SECONDS = 60;
const LONGEST_DELAY_SECONDS = 7_200;

/** A mail server that is down is tried for a day. */
export const SEND_MESSAGE = defineJob('send-message', z.strictObject({ messageId: z.uuid() }), {
  attempts: attemptsFor(RETRIED_HOURS, FIRST_DELAY_SECONDS, LONGEST_DELAY_SECONDS),
  firstDelaySeconds: FIRST_DELAY_SECONDS,
  longestDelaySeconds: LONGEST_DELAY_SECONDS,
});
