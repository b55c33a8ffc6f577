import type { z } from 'zod';
import { DEFAULT_RETRIES, type Retries } from './domain/retries.js';

/** A kind of work that waits: its name, what it is told (ids only, never a secret), how often it is tried. */
export interface JobKind<Payload> {
  readonly name: string;
  readonly payload: z.ZodType<Payload>;
  readonly retries: Retries;
}

const declared = new Map<string, JobKind<unknown>>();

/**
 * Declares a kind, once, at the top of the file of its handler:
 * `export const SEND_MESSAGE = defineJob('send-message', z.strictObject({ messageId: z.uuid() }))`.
 */
export function defineJob<Payload>(
  name: string,
  payload: z.ZodType<Payload>,
  retries?: Partial<Retries>,
): JobKind<Payload> {
  if (declared.has(name)) throw new Error(`The job "${name}" is declared twice`);
  const kind = { name, payload, retries: { ...DEFAULT_RETRIES, ...retries } };
  declared.set(name, kind);
  return kind;
}

export function declaredJobs(): ReadonlyMap<string, JobKind<unknown>> {
  return declared;
}

/** @throws on a name nobody declared */
export function jobKind(name: string): JobKind<unknown> {
  const kind = declared.get(name);
  if (!kind) throw new Error(`No job "${name}" is declared`);
  return kind;
}
