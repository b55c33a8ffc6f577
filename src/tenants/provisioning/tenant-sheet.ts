import { z } from 'zod';
import { agencyProfileSchema } from '../agency-profile.schema.js';
import { colour, domainLabel, email, optional, optionalText, phone, text, timeZone } from '../domain/contact-fields.js';
import { FEATURES } from '../domain/features.js';
import { officeSchema } from '../office.schema.js';
import { correspondenceSchema } from './correspondence-sheet.js';
import { settingsSchema } from './settings-sheet.js';

const line = z.enum(['gerance', 'syndic']);
const login = z.string().trim().toLowerCase().regex(/^[a-z0-9.-]{4,40}$/, 'tenants:field.login');

/** `personal`: has passed the first sign-in; `provisional`: is left with a temporary password. Demo tenants only. */
const demoAccess = z.enum(['personal', 'provisional']);

const staffSchema = z.strictObject({
  login,
  firstName: optionalText(80),
  lastName: text(80),
  email: optional(email),
  phone: optional(phone),
  role: z.enum(['administrator', 'manager', 'assistant', 'accountant']),
  lines: z.array(line).optional(),
  /** Names of offices of this sheet. */
  offices: z.array(z.string()).default([]),
  receivesSystemMessages: z.boolean().default(false),
  demo: demoAccess.optional(),
});

const sourceSchema = z.strictObject({
  code: z.string().regex(/^[A-Z0-9-]{1,20}$/, 'tenants:field.source-code'),
  label: text(60),
  lines: z.array(line).min(1),
  networks: z.array(z.union([z.cidrv4(), z.cidrv6()])).max(20).default([]),
  dropFolder: z.boolean().default(false),
  autoCommit: z.boolean().default(false),
});

/** `tenant.yaml`: everything a tenant is provisioned from; amounts in euros, days `YYYY-MM-DD`, addresses of files beside it. */
export const tenantSheetSchema = z.strictObject({
  domain: domainLabel,
  aliases: z.array(domainLabel).default([]),
  name: text(120),
  kind: z.enum(['agency', 'diagnostic_firm']).default('agency'),
  lines: z.array(line).default([]),
  features: z.array(z.enum(FEATURES)).default([]),
  timeZone: timeZone.default('Europe/Paris'),
  locale: z.enum(['fr', 'en']).nullable().default(null),
  colour: colour.optional(),
  /** File beside the sheet: SVG, PNG, JPEG or WebP. */
  logo: z.string().min(1).optional(),
  phone: optional(phone),
  /** `waiting` answers to nobody until the operator validates the activation form (ADM-02). */
  state: z.enum(['waiting', 'active']).default('waiting'),
  contact: z.strictObject({ name: text(120), email, phone: optional(phone) }),
  master: z.strictObject({ login, firstName: optionalText(80), lastName: text(80), email, demo: demoAccess.optional() }),
  offices: z.array(officeSchema).min(1, 'tenants:sheet.one-office'),
  profile: agencyProfileSchema.partial().default({}),
  staff: z.array(staffSchema).default([]),
  sources: z.array(sourceSchema).default([]),
  settings: settingsSchema.prefault({}),
  /** Folder of a sample publication (`manifest.xml`, `files/`), and the code of the source that sends it. */
  publication: z.strictObject({ folder: z.string().min(1), source: z.string() }).optional(),
  /** Residents' logins made by the sample publication, and how far each has come. */
  residents: z.array(z.strictObject({ login, demo: demoAccess })).default([]),
  /** Written at the desk, once the sample publication has brought whom it is for. */
  correspondence: correspondenceSchema.prefault({}),
});

export type TenantSheet = z.infer<typeof tenantSheetSchema>;
export type StaffSheet = TenantSheet['staff'][number];
export type SourceSheet = TenantSheet['sources'][number];
export type DemoAccess = z.infer<typeof demoAccess>;
