import { Injectable, Module } from '@nestjs/common';
import { z } from 'zod';
import { context } from '../../../src/platform/context/index.js';
import { defineJob, type HandlesJob, type JobAttempt, JobHandler } from '../../../src/platform/jobs/index.js';

/** A job that only says it was done. */
export const NOTE = defineJob('note', z.strictObject({ id: z.string() }), {
  attempts: 3,
  firstDelaySeconds: 10,
  longestDelaySeconds: 60,
});

export interface Noted {
  id: string;
  tenant: string | null;
  viewer: string;
  attempt: JobAttempt;
}

@Injectable()
@JobHandler(NOTE)
export class Notebook implements HandlesJob<{ id: string }> {
  noted: Noted[] = [];
  failure: ((id: string) => Error | null) | null = null;

  async run({ id }: { id: string }, attempt: JobAttempt): Promise<void> {
    const { tenant, viewer } = context();
    this.noted.push({ id, tenant: tenant?.domain ?? null, viewer: viewer.kind, attempt });
    const failure = this.failure?.(id);
    await Promise.resolve();
    if (failure) throw failure;
  }
}

@Module({ providers: [Notebook] })
export class NotebookModule {}
