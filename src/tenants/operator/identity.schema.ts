import { z } from 'zod';
import { optional, phone, text, timeZone } from '../domain/contact-fields.js';

/** Boxes of one name: none, one or several are ticked. */
export const ticks = <Schema extends z.ZodType>(one: Schema) =>
  z.preprocess((value) => (value === undefined ? [] : Array.isArray(value) ? value : [value]), z.array(one));

export const line = z.enum(['gerance', 'syndic']);

/** What the operator may change of a tenant by its form. */
export const identitySchema = z.strictObject({
  name: text(120),
  lines: ticks(line),
  phone: optional(phone),
  timeZone,
  locale: z.preprocess((value) => (value === '' ? null : value), z.enum(['fr', 'en']).nullable()),
});
