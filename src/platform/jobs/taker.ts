import type { JobRow } from './job.queries.js';

/** Where the dispatcher sends the jobs it claims. */
export interface Taker {
  /** In which state a claimed job is. */
  readonly state: 'running' | 'handed';
  /** How many more it takes now. */
  free(): Promise<number> | number;
  take(jobs: JobRow[]): Promise<void>;
}
