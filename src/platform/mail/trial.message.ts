import { z } from 'zod';
import { defineMessage } from './message-kind.js';

/** Sent by who sets up a mail server or a gateway, to see that it works. */
export const TRIAL_EMAIL = defineMessage('mail/trial', {
  variables: z.strictObject({ author: z.string() }),
  example: { author: 'Claire Saurupt' },
});

export const TRIAL_SMS = defineMessage('mail/trial-sms', {
  channel: 'sms',
  variables: z.strictObject({ author: z.string() }),
  example: { author: 'Claire Saurupt' },
});
