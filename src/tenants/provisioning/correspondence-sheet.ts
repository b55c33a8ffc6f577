import { z } from 'zod';
import { optionalText, text } from '../domain/contact-fields.js';

const line = z.enum(['gerance', 'syndic']);

const templateSchema = z.strictObject({
  name: text(80),
  line: z.enum(['gerance', 'syndic', 'both']),
  subject: optionalText(160),
  body: z.string().max(20_000).default(''),
  /** "Courriers / Locataires"; of the line of `binderLine` where the template is for both. */
  binder: z.string().optional(),
  binderLine: line.optional(),
  groupByCaseType: z.boolean().default(false),
  prefixWithCaseReference: z.boolean().default(false),
  publicationMonths: z.int().min(1).max(600).nullable().default(null),
  notify: z.boolean().default(false),
});

const eventSchema = z.strictObject({
  template: z.string(),
  line,
  subject: text(160),
  body: z.string().min(1).max(20_000),
  caseFile: z.string().optional(),
  /** Account numbers; names of buildings; names of buildings whose council it is for. */
  accounts: z.array(z.string()).default([]),
  buildings: z.array(z.string()).default([]),
  councils: z.array(z.string()).default([]),
  /** Days before today; absent: a draft. */
  processedDaysAgo: z.int().min(0).optional(),
});

/** What the desk of a demo agency has written already. */
export const correspondenceSchema = z.strictObject({
  templates: z.array(templateSchema).default([]),
  caseFiles: z.array(z.strictObject({ number: text(20), type: text(60), label: text(120) })).default([]),
  events: z.array(eventSchema).default([]),
});

export type CorrespondenceSheet = z.infer<typeof correspondenceSchema>;
