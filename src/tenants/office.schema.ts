import { z } from 'zod';
import { email, optional, optionalText, phone, text } from './domain/contact-fields.js';

const LINES_AT_MOST = 4;
const HALF_TURN = 180;

const degrees = (most: number) =>
  optional(z.coerce.number('tenants:field.coordinate').min(-most, 'tenants:field.coordinate').max(most, 'tenants:field.coordinate'));

/** An office, as typed in a form or written in `tenant.yaml` (ADM-32). */
export const officeSchema = z
  .strictObject({
    name: text(80),
    addressLines: z.preprocess(
      (value) => (typeof value === 'string' ? value.split('\n') : value),
      z
        .array(z.string().trim().max(80, 'forms:too-long'))
        .transform((lines) => lines.filter((line) => line !== ''))
        .refine((lines) => lines.length <= LINES_AT_MOST, 'tenants:field.address-lines')
        .default([]),
    ),
    postalCode: optionalText(10),
    city: optionalText(80),
    country: z.string().trim().toUpperCase().regex(/^[A-Z]{2}$/, 'tenants:field.country').default('FR'),
    latitude: degrees(HALF_TURN / 2),
    longitude: degrees(HALF_TURN),
    phone: optional(phone),
    email: optional(email),
    openingHours: optionalText(500),
    visibleToResidents: z.preprocess((value) => value === true || value === 'on', z.boolean()),
  })
  .refine((office) => (office.latitude === null) === (office.longitude === null), {
    path: ['longitude'],
    message: 'tenants:field.both-coordinates',
  });

export type OfficeInput = z.infer<typeof officeSchema>;
