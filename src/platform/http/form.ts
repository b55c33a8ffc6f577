import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import { z } from 'zod';
import { type FieldError, InvalidInput } from '../errors/index.js';

const NEVER_SHOWN_AGAIN = /password|mot_de_passe|secret|code|_csrf/i;

/**
 * The body of a POST, parsed by its schema. A message of the schema is a locale key (`identity:password-too-short`), optionally with
 * values as JSON after a `|`. @throws InvalidInput with every error at once; the form comes back with what was typed.
 */
export const Form = <Schema extends z.ZodType>(schema: Schema) =>
  createParamDecorator((_: unknown, execution: ExecutionContext): z.infer<Schema> => {
    return parseForm(schema, execution.switchToHttp().getRequest<Request>().body);
  })();

export function parseForm<Schema extends z.ZodType>(schema: Schema, body: unknown): z.infer<Schema> {
  const { _csrf, _page, ...typed } = (body ?? {}) as Record<string, unknown>;
  const parsed = schema.safeParse(typed);
  if (parsed.success) return parsed.data;
  throw new InvalidInput(parsed.error.issues.map(fieldError), withoutSecrets(typed));
}

function fieldError(issue: z.core.$ZodIssue): FieldError {
  const [sentence = '', values] = issue.message.split('|');
  const known = /^[a-z-]+:[a-z0-9.-]+$/.test(sentence);
  return {
    field: issue.path.join('.'),
    sentence: known ? sentence : genericSentence(issue),
    ...(values ? { values: JSON.parse(values) as Record<string, string | number> } : {}),
  };
}

function genericSentence(issue: z.core.$ZodIssue): string {
  if (issue.code === 'too_big') return 'forms:too-long';
  if (issue.code === 'unrecognized_keys') return 'forms:unknown';
  if (issue.code === 'too_small') return 'forms:required';
  return 'forms:invalid';
}

/** What may be shown again after a refusal: never a password or a code. */
export function withoutSecrets(typed: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(typed).filter(([name]) => !NEVER_SHOWN_AGAIN.test(name)));
}
