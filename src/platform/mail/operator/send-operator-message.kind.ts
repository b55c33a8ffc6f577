import { z } from 'zod';
import { defineJob } from '../../jobs/index.js';
import { SEND_MESSAGE } from '../send-message.kind.js';

/** Tried as long as any other message. */
export const SEND_OPERATOR_MESSAGE = defineJob(
  'send-operator-message',
  z.strictObject({ messageId: z.uuid() }),
  SEND_MESSAGE.retries,
);
