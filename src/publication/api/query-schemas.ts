import { z } from 'zod';
import { isSha256 } from '../../platform/files/index.js';
import { ApiProblem } from './api-problem.js';

const flag = z
  .enum(['true', 'false', '1', '0', ''])
  .default('false')
  .transform((value) => value === 'true' || value === '1');
/** A word of the address: no control character, which no text of the database holds. */
const word = (most: number) =>
  z
    .string()
    .max(most)
    .regex(/^\P{Cc}*$/u);
const count = (least: number, most: number, usual: number) =>
  z.coerce.number().int().min(least).max(most).default(usual);

export const openingQuery = z.object({ simulate: flag, replace: flag });
export const waitQuery = z.object({ wait: count(0, 30, 0) });
export const missingQuery = z.object({ after: word(64).default(''), limit: count(1, 5_000, 1_000) });
export const commitQuery = z.object({ allowMissing: flag });
export const listQuery = z.object({ state: word(20).nullable().default(null), limit: count(1, 200, 50) });
export const afterQuery = z.object({ after: word(200).default(''), limit: count(1, 5_000, 1_000) });
export const uploadOffset = z.coerce.number().int().min(0);

/** @throws ApiProblem naming the parameter */
export function parsed<Schema extends z.ZodType>(schema: Schema, given: unknown): z.infer<Schema> {
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  throw new ApiProblem(400, 'bad_request', `paramètre « ${issue?.path.join('.') ?? ''} » invalide`);
}

export function digest(value: string): string {
  if (!isSha256(value))
    throw new ApiProblem(400, 'bad_request', 'une empreinte SHA-256 compte 64 chiffres hexadécimaux minuscules');
  return value;
}
