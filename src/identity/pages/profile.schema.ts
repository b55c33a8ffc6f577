import { z } from 'zod';
import { phoneNumber } from '../domain/phone-number.js';

/** An empty phone gives way to the one the agency knows. */
export const contactSchema = z.strictObject({
  phone: z
    .string()
    .trim()
    .refine((value) => value === '' || phoneNumber(value) !== null, 'identity:profile.phone-wrong')
    .transform((value) => phoneNumber(value)),
  language: z.enum(['fr', 'en']),
});

export const emailSchema = z.strictObject({
  email: z.string().trim().max(254).pipe(z.email('identity:profile.email-wrong')),
});

export const notificationsSchema = z.strictObject({
  notifyDocuments: z.enum(['immediate', 'weekly', 'never']),
});
