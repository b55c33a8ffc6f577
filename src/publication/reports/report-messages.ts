import { z } from 'zod';
import { defineMessage } from '../../platform/mail/index.js';

const text = z.string();
const count = z.int().nonnegative();
const link = 'https://gilbert.crypto-extranet.com/gestion/publications/218';

/** M5, to the staff who receive system messages. */
export const RUN_ENDED = defineMessage('run-reports/ended', {
  variables: z.strictObject({
    number: count,
    /** "publiée", "rejetée"… */
    state: text,
    source: text,
    /** Day and hour. */
    start: text,
    /** The hour, with its day when it is another. */
    end: text,
    added: count,
    changed: count,
    withdrawn: count,
    setAside: count,
    /** Letters to residents. */
    notifications: count,
    /** That nothing changed, for a run that was not applied; else empty. */
    effect: text,
    /** The five first, and how many others; empty for who may not read them. */
    problems: z.array(text),
    link: text,
  }),
  example: {
    number: 218,
    state: 'publiée',
    source: 'LSC (LSC-PARIS)',
    start: '14/11/2025 20:00',
    end: '20:04',
    added: 42,
    changed: 7,
    withdrawn: 3,
    setAside: 2,
    notifications: 31,
    effect: '',
    problems: ['Document D77 : fichier manquant.', 'Compte 450PIERREP : le tiers T4412 n’existe pas.'],
    link,
  },
});

/** M6, to the same. */
export const RUN_FAILED = defineMessage('run-reports/failed', {
  variables: z.strictObject({
    number: count,
    /** When it was received. */
    date: text,
    reason: text,
    /** When the publication that stays was applied; null before the first. */
    formerDate: text.nullable(),
    link: text,
  }),
  example: {
    number: 218,
    date: '14/11/2025',
    reason: 'Ligne 4 812, colonne 17 : balise fermante attendue',
    formerDate: '13/11/2025',
    link,
  },
});

/** M7, to those who may approve. */
export const RUN_WAITING = defineMessage('run-reports/waiting', {
  variables: z.strictObject({
    number: count,
    source: text,
    /** A sentence for each reason. */
    reasons: text,
    /** Day and hour until which it waits. */
    until: text,
    link: text,
  }),
  example: {
    number: 218,
    source: 'LSC (LSC-PARIS)',
    reasons: 'Cette publication retirerait 300 documents sur 1 000 (seuil 200).',
    until: '21/11/2025 20:03',
    link,
  },
});
