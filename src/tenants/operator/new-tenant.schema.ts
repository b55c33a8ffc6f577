import { z } from 'zod';
import { domainLabel, email, optional, optionalText, phone, text, timeZone } from '../domain/contact-fields.js';
import { FEATURES } from '../domain/features.js';
import { type TenantSheet, tenantSheetSchema } from '../provisioning/tenant-sheet.js';
import { line, ticks } from './identity.schema.js';

/** The activation form as the operator types it [ADM-02]. */
export const newTenantSchema = z
  .strictObject({
    domain: domainLabel,
    name: text(120),
    kind: z.enum(['agency', 'diagnostic_firm']),
    lines: ticks(line),
    features: ticks(z.enum(FEATURES)),
    timeZone,
    contactName: text(120),
    contactEmail: email,
    contactPhone: optional(phone),
    masterLogin: z.string().trim().toLowerCase().regex(/^[a-z0-9.-]{4,40}$/, 'tenants:field.login'),
    masterLastName: text(80),
    masterFirstName: optionalText(80),
    masterEmail: email,
  })
  .refine(({ kind, lines }) => kind !== 'agency' || lines.length > 0, { path: ['lines'], message: 'tenants:error.no-line' })
  .refine(({ kind, lines }) => kind === 'agency' || lines.length === 0, { path: ['lines'], message: 'tenants:sheet.firm-lines' });

/** The sheet of a tenant asked for by the form: it waits for the operator's yes, its first office bears its name. */
export function sheetOf(form: z.infer<typeof newTenantSchema>): TenantSheet {
  const { domain, name, kind, lines, features, timeZone, contactName, contactEmail, contactPhone } = form;
  const { masterLogin, masterLastName, masterFirstName, masterEmail } = form;
  return tenantSheetSchema.parse({
    ...{ domain, name, kind, lines, features, timeZone, state: 'waiting' },
    contact: { name: contactName, email: contactEmail, phone: contactPhone },
    master: { login: masterLogin, lastName: masterLastName, firstName: masterFirstName, email: masterEmail },
    offices: [{ name: name.slice(0, 80), visibleToResidents: false }],
  });
}
