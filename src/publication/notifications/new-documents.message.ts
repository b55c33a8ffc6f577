import { z } from 'zod';
import { defineMessage } from '../../platform/mail/index.js';

/** M1, after a run or on Monday. */
export const NEW_DOCUMENTS = defineMessage('notifications/new-documents', {
  variables: z.strictObject({
    name: z.string(),
    count: z.int().positive(),
    /** A line for each document. */
    documents: z.array(z.string()),
    link: z.string(),
  }),
  example: {
    name: 'Anne Martin',
    count: 2,
    documents: [
      'Procès-verbal du 12/06/2025 — Procès-verbaux d’assemblée — Résidence Gilbert',
      'Appel de fonds du 4e trimestre 2025 — Appels de fonds — Résidence Gilbert',
    ],
    link: 'https://gilbert.crypto-extranet.com/extranet',
  },
});
