import { SetMetadata } from '@nestjs/common';

/** What a handler may know of the attempt under way. */
export interface JobAttempt {
  id: string;
  /** 1 for the first. */
  attempt: number;
  /** A failure of this one sends the job to the dead letters. */
  last: boolean;
}

/**
 * Does one kind of job, inside the tenant's context. It may be called twice for the same job (a process was killed between the deed
 * and its record): doing it again must change nothing.
 */
export interface HandlesJob<Payload> {
  run(payload: Payload, job: JobAttempt): Promise<void>;
}

export interface ClockTime {
  /** Five fields, in the zone of Paris. */
  cron: string;
  /** What happens then, in French, for the operator's console. */
  sentence: string;
}

export const JOB_HANDLER = Symbol('job-handler');
export const CLOCK_TIME = Symbol('clock-time');

/** On a provider that implements `HandlesJob`: it does the jobs of that kind. A kind without a handler, or with two, stops the boot. */
export const JobHandler = (kind: string | { readonly name: string }) =>
  SetMetadata(JOB_HANDLER, typeof kind === 'string' ? kind : kind.name);

/** On a job handler whose payload is empty: one such job is written at those times, by one process of all. */
export const OnTheClock = (cron: string, sentence: string) =>
  SetMetadata(CLOCK_TIME, { cron, sentence } satisfies ClockTime);
