import { z } from 'zod';
import type { CorrespondenceState } from '../desk/state.sql.js';

/** A button alone. */
export const nothing = z.strictObject({});

export const HOME = '/gestion/evenements';

const TONES: Partial<Record<CorrespondenceState, string>> = {
  published: 'success',
  changed: 'info',
  'to-publish': 'info',
  'to-withdraw': 'warning',
  'no-binder': 'warning',
  'other-line': 'warning',
  blocked: 'danger',
};

/** How a state is coloured; most are not. */
export function toneOf(state: CorrespondenceState): string | null {
  return TONES[state] ?? null;
}

/** Texts of a name given once, several times or as many as there are lines; whatever else is none. */
export function listOf(given: unknown): string[] {
  const values = typeof given === 'object' && given !== null ? Object.values(given) : [given];
  return values.filter((value): value is string => typeof value === 'string');
}
