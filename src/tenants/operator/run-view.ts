import { WORRYING_RUNS } from './tenants-list.queries.js';

/** How a state of a run is shown to the operator. */
export function runTone(state: string): 'success' | 'warning' | 'danger' | 'info' {
  if (state === 'applied') return 'success';
  if (state === 'awaiting_approval') return 'warning';
  return WORRYING_RUNS.includes(state) ? 'danger' : 'info';
}

/** "48 s", "3 min 05 s", "1 h 12 min". */
export function shortDuration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) return `${whole} s`;
  const two = (value: number) => String(value).padStart(2, '0');
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${two(whole % 60)} s`;
  return `${Math.floor(whole / 3600)} h ${two(Math.floor((whole % 3600) / 60))} min`;
}
