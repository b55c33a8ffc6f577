import { WORRYING_RUNS } from './tenants-list.queries.js';

/** How a state of a run is shown to the operator. */
export function runTone(state: string): 'success' | 'warning' | 'danger' | 'info' {
  if (state === 'applied') return 'success';
  if (state === 'awaiting_approval') return 'warning';
  return WORRYING_RUNS.includes(state) ? 'danger' : 'info';
}
