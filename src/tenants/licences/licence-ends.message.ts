import { z } from 'zod';
import { defineMessage } from '../../platform/mail/index.js';

/** M14, to the administrators. */
export const LICENCE_ENDS = defineMessage('licences/ends', {
  variables: z.strictObject({
    name: z.string(),
    /** The feature, in words. */
    feature: z.string(),
    /** Its last day, in words. */
    date: z.string(),
    link: z.string(),
  }),
  example: {
    name: 'Claire Durand',
    feature: 'Tickets',
    date: '31/12/2026',
    link: 'https://gilbert.crypto-extranet.com/gestion/administration/licence',
  },
});
