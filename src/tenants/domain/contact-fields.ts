import { z } from 'zod';

/** Fields that forms of the agency, the operator's console and `tenant.yaml` share; messages are locale keys. */
const trimmed = (most: number) => z.string().trim().max(most, 'forms:too-long');

/** What is left blank in a form is nothing; a postal code that YAML read as a number is text again. */
const blankIsNull = (value: unknown) => {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value.trim() === '' ? null : (value ?? null);
};

export const text = (most: number) => trimmed(most).min(1, 'forms:required');
export const optionalText = (most: number) => optional(trimmed(most));
export const optional = <Schema extends z.ZodType>(schema: Schema) => z.preprocess(blankIsNull, schema.nullable());

export const email = z.email('tenants:field.email').trim().max(254, 'forms:too-long');

const FRENCH_NATIONAL = /^0[1-9]\d{8}$/;
const INTERNATIONAL = /^\+\d{6,15}$/;

/** E.164 or French national; blanks, dots and dashes are for the eye: kept as typed, without doubles. */
export const phone = z
  .string()
  .trim()
  .max(30, 'forms:too-long')
  .refine((value) => isPhone(value), 'tenants:field.phone');

export function isPhone(value: string): boolean {
  const bare = value.replace(/[\s.\-()]/g, '');
  return FRENCH_NATIONAL.test(bare) || INTERNATIONAL.test(bare);
}

export const domainLabel = z
  .string()
  .trim()
  .regex(/^[a-z0-9](?:[a-z0-9-]{1,38})[a-z0-9]$/, 'tenants:field.domain')
  .refine((label) => !RESERVED.has(label), 'tenants:field.domain-reserved');

/** Labels that machines or the operator may need for themselves. */
const RESERVED = new Set(['www', 'api', 'admin', 'mail', 'smtp', 'imap', 'static', 'assets', 'status', 'operateur', 'console']);

export const colour = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^#[0-9a-f]{6}$/, 'tenants:field.colour');

export const timeZone = z.string().refine(isTimeZone, 'tenants:field.time-zone');

function isTimeZone(value: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: value });
    return true;
  } catch {
    return false;
  }
}

export const day = z.iso.date('tenants:field.day');

/** Euros as typed ("110 000", "1 234,50") or as a number; cents out. */
export const euros = z.preprocess(
  (value) => (typeof value === 'number' ? String(value) : value),
  z
    .string()
    .transform((value) => value.replace(/[\s€]/g, '').replace(',', '.'))
    .refine((value) => /^\d{1,11}(\.\d{1,2})?$/.test(value), 'tenants:field.euros')
    .transform((value) => Math.round(Number(value) * 100)),
);
