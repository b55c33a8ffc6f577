import { z } from 'zod';
import { phoneNumber } from '../domain/phone-number.js';

const page = { _page: z.string().optional() };

/** An empty phone gives way to the one the agency knows. */
export const contactSchema = z.strictObject({
  ...page,
  phone: z
    .string()
    .trim()
    .refine((value) => value === '' || phoneNumber(value) !== null, 'identity:profile.phone-wrong')
    .transform((value) => phoneNumber(value)),
  language: z.enum(['fr', 'en']),
});

export const emailSchema = z.strictObject({
  ...page,
  email: z.string().trim().max(254).pipe(z.email('identity:profile.email-wrong')),
});

export const notificationsSchema = z.strictObject({
  ...page,
  notifyDocuments: z.enum(['immediate', 'weekly', 'never']),
});
