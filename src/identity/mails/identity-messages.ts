import { z } from 'zod';
import { defineMessage } from '../../platform/mail/index.js';

const text = z.string();
const instant = z.coerce.date();
const until = '2025-11-21T17:00:00Z';
const asDate = (at: string) => new Date(at);

/** M13, to someone an administrator added. */
export const INVITATION = defineMessage('identity/invitation', {
  variables: z.strictObject({ name: text, author: text, login: text, until: instant, link: text }),
  secrets: ['link'],
  example: {
    name: 'Claire Durand',
    author: 'Luc Masson',
    login: 'claire.durand',
    until: asDate(until),
    link: 'https://gilbert.crypto-extranet.com/connexion/nouveau-mot-de-passe/exemple',
  },
});

/** M13, to whom the master account is for. */
export const ACTIVATION = defineMessage('identity/activation', {
  variables: z.strictObject({ name: text, login: text, password: text, until: instant, link: text }),
  secrets: ['password'],
  example: {
    name: 'Luc Masson',
    login: 'pagesimmo',
    password: 'h7Kd2mPq9x',
    until: asDate(until),
    link: 'https://gilbert.crypto-extranet.com/connexion',
  },
});

/** M3 */
export const RESET = defineMessage('identity/reset', {
  variables: z.strictObject({ name: text, login: text, link: text }),
  secrets: ['link'],
  example: {
    name: 'Anne Martin',
    login: 'annemar2705',
    link: 'https://gilbert.crypto-extranet.com/extranet/nouveau-mot-de-passe/exemple',
  },
});

const changed = z.strictObject({ name: text, at: instant, phone: text.nullable() });
const changedExample = { name: 'Anne Martin', at: asDate('2025-11-14T09:12:00Z'), phone: '03 83 00 00 00' };

/** M4 */
export const PASSWORD_CHANGED = defineMessage('identity/password-changed', {
  variables: changed,
  example: changedExample,
});

/** M4, to the new and the former address. */
export const EMAIL_CHANGED = defineMessage('identity/email-changed', { variables: changed, example: changedExample });

/** To those who manage the resident's buildings. */
export const EMAIL_CHANGED_MANAGER = defineMessage('identity/email-changed-manager', {
  variables: z.strictObject({ client: text, address: text, former: text.nullable() }),
  example: { client: 'Anne Martin', address: 'anne.martin@example.org', former: 'anne@example.com' },
});

/** The link by which a resident shows that an address is his. */
export const EMAIL_CONFIRMATION = defineMessage('identity/email-confirmation', {
  variables: z.strictObject({ name: text, link: text }),
  secrets: ['link'],
  example: { name: 'Anne Martin', link: 'https://gilbert.crypto-extranet.com/extranet/confirmer-email/exemple' },
});

const codes = z.strictObject({ name: text, login: text, password: text, until: instant, link: text });
const codesExample = {
  name: 'Pierre Propriétaire',
  login: 'pierrep4821',
  password: 'h7Kd2mPq9x',
  until: asDate(until),
  link: 'https://gilbert.crypto-extranet.com/extranet',
};

/** M2 */
export const ACCESS_CODES = defineMessage('identity/access-codes', {
  variables: codes,
  secrets: ['password'],
  example: codesExample,
});

/** S1 */
export const ACCESS_CODES_SMS = defineMessage('identity/access-codes-sms', {
  channel: 'sms',
  variables: codes,
  secrets: ['password'],
  example: codesExample,
});
