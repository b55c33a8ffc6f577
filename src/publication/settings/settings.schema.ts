import { z } from 'zod';
import { ENTRY_BOXES, HIDING_BOXES } from './row-parts.js';
import type { SettingValues } from './domain/meanwhile.js';
import { FLOOR, GUARDED_SECTIONS, PERCENT } from './thresholds-part.js';

export interface SettingsForm {
  values: SettingValues;
  /** Of the values the form was drawn with. */
  seen: string;
}

const seen = z.string().max(64);
const box = z
  .literal('on')
  .optional()
  .transform((ticked) => ticked === 'on');
const boxes = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, box]));
const whole = ({ min, max }: { min: number; max: number }, sentence: string) =>
  z
    .string()
    .trim()
    .regex(/^\d{1,6}$/, sentence)
    .transform(Number)
    .refine((count) => count >= min && count <= max, sentence);
const formOf = (fields: Record<string, z.ZodType>) =>
  z.strictObject({ ...fields, seen }).transform(({ seen: drawn, ...values }): SettingsForm => ({
    values: values as SettingValues,
    seen: String(drawn),
  }));

export const entriesSchema = formOf(boxes(ENTRY_BOXES));

const INITIAL_PASSWORD_DAYS = { min: 7, max: 90 };
export const hidingSchema = formOf({
  ...boxes(HIDING_BOXES),
  firstAccessDays: whole(INITIAL_PASSWORD_DAYS, 'publication-settings:error.password-days'),
});

export const resendingSchema = formOf({
  resendSince: z.union(
    [z.literal('').transform(() => null), z.iso.date('publication-settings:error.date')],
    'publication-settings:error.date',
  ),
});

export const thresholdsSchema = formOf(
  Object.fromEntries(
    GUARDED_SECTIONS.flatMap((section) => [
      [`${section}.floor`, whole(FLOOR, 'publication-settings:error.floor')],
      [`${section}.percent`, whole(PERCENT, 'publication-settings:error.percent')],
    ]),
  ),
);

/** What is kept of it is judged against the agency's own labels (PUB-03). */
export const domainSchema = z.strictObject({
  domain: z
    .string()
    .trim()
    .toLowerCase()
    .min(1, 'publication-settings:error.domain-wanted')
    .regex(/^[a-z0-9-]{3,40}$/, 'publication-settings:error.domain-form'),
});
