export const RUN_STATES = [
  'checking',
  'receiving',
  'ready',
  'awaiting_approval',
  'applying',
  'applied',
  'refused',
  'simulated',
  'abandoned',
  'expired',
  'rejected',
  'superseded',
  'failed',
] as const;
export type RunState = (typeof RUN_STATES)[number];

/** `start` is before the run exists. */
export const TRANSITIONS = {
  manifest_received: { from: ['start'], to: 'checking' },
  refuse: { from: ['checking'], to: 'refused' },
  expect_files: { from: ['checking'], to: 'receiving' },
  need_nothing: { from: ['checking'], to: 'ready' },
  end_simulation: { from: ['checking'], to: 'simulated' },
  file_arrives: { from: ['receiving'], to: 'receiving' },
  commit: { from: ['receiving'], to: 'ready' },
  abandon: { from: ['checking', 'receiving', 'ready', 'awaiting_approval'], to: 'abandoned' },
  hold: { from: ['ready'], to: 'awaiting_approval' },
  begin: { from: ['ready'], to: 'applying' },
  begin_again: { from: ['applying'], to: 'applying' },
  approve: { from: ['awaiting_approval'], to: 'applying' },
  reject: { from: ['awaiting_approval'], to: 'rejected' },
  supersede: { from: ['awaiting_approval'], to: 'superseded' },
  expire: { from: ['receiving', 'awaiting_approval'], to: 'expired' },
  finish: { from: ['applying'], to: 'applied' },
  give_up: { from: ['checking', 'ready', 'applying'], to: 'failed' },
} as const satisfies Record<string, { from: readonly (RunState | 'start')[]; to: RunState }>;

export type RunEvent = keyof typeof TRANSITIONS;

export const ENDED: readonly RunState[] = [
  'applied',
  'refused',
  'simulated',
  'abandoned',
  'expired',
  'rejected',
  'superseded',
  'failed',
];
/** One run of a source at most is in one of these (PUB-54); the unique index publication_run_open says the same. */
export const OPEN: readonly RunState[] = ['checking', 'receiving', 'ready', 'applying'];

/** @returns the state an event leads to from this one; null when it may not happen there */
export function after(state: RunState | 'start', event: RunEvent): RunState | null {
  const { from, to } = TRANSITIONS[event];
  return (from as readonly string[]).includes(state) ? to : null;
}

export const APPLICATION_ATTEMPTS = 3;
export const OPEN_DAYS = 7;
