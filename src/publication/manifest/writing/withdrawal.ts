import { WITHDRAWN_DATE } from '../lexical.js';

/** What stands beside the reference of an explicit withdrawal: never read, but the schema wants it there. */
export const WITHDRAWAL_FILLING = {
  binder: '-',
  title: '-',
  filename: '-',
  media: 'application/pdf',
  bytes: 1,
  sha256: '0'.repeat(64),
  documentDate: '1900-01-01',
  from: WITHDRAWN_DATE,
  audiences: [{ scope: 'account', target: '-' }],
} as const;
