import { z } from 'zod';
import { email, text } from '../domain/contact-fields.js';
import { SECURITIES } from '../domain/smtp-address.js';

const blank = z.preprocess((value) => value ?? '', z.string().max(200, 'forms:too-long'));

export const mailAccountSchema = z.strictObject({
  host: text(200).regex(/^[A-Za-z0-9.-]+$/, 'tenant-mails:error.host'),
  port: z.preprocess(
    (value) => (typeof value === 'string' ? Number(value.trim() || Number.NaN) : value),
    z.number('tenant-mails:error.port').int('tenant-mails:error.port').min(1, 'tenant-mails:error.port').max(65_535, 'tenant-mails:error.port'),
  ),
  security: z.enum(SECURITIES, 'forms:required'),
  user: blank,
  password: blank,
  sender: email,
});

export type MailAccountForm = z.infer<typeof mailAccountSchema>;

export const trialSchema = z.strictObject({ to: email });
