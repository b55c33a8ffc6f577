import type { Outcome } from '../../rehearsing/planned-changes.queries.js';

/** Lists of a run by the last part of their address: what it did to rows… */
export const OUTCOME_OF: ReadonlyMap<string, Outcome> = new Map([
  ['ajoutes', 'added'],
  ['modifies', 'changed'],
  ['retires', 'withdrawn'],
]);

/** …and what was wrong with them. */
export const SEVERITIES_OF: ReadonlyMap<string, readonly string[]> = new Map([
  ['mis-de-cote', ['set_aside']],
  ['journal', ['refusal', 'warning']],
]);
