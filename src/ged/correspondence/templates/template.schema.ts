import { z } from 'zod';
import { COMPLIANCE_KINDS } from '../domain/compliance-kinds.js';

export const TEMPLATE_LINES = ['gerance', 'syndic', 'both'] as const;

const box = z
  .literal('on')
  .optional()
  .transform((ticked) => ticked === 'on');
const none = z.literal('').transform(() => null);
/** A list that offers "none". */
const perhaps = <Choice extends z.ZodType>(choice: Choice) => z.union([none, choice]);
const MONTHS_WRONG = 'correspondence:error.months';
const MONTHS_AT_MOST = 600;

/** The first tab: what a correspondence begins with. */
export const templateSchema = z.strictObject({
  name: z.string().trim().min(1, 'correspondence:error.name').max(80, 'correspondence:error.name'),
  line: z.enum(TEMPLATE_LINES, 'correspondence:error.line'),
  subject: z.string().trim().max(160, 'correspondence:error.subject-long'),
  body: z.string().max(20_000, 'forms:too-long'),
});

/** Its tab "Extranet": how what is written with it is published. */
export const publicationSchema = z
  .strictObject({
    binderId: perhaps(z.uuid('correspondence:error.binder')),
    groupByCaseType: box,
    prefixWithCaseReference: box,
    publicationMonths: z.union(
      [
        z.string().trim().pipe(none),
        z
          .string()
          .trim()
          .regex(/^\d{1,4}$/, MONTHS_WRONG)
          .transform(Number)
          .pipe(z.number().min(1, MONTHS_WRONG).max(MONTHS_AT_MOST, MONTHS_WRONG)),
      ],
      MONTHS_WRONG,
    ),
    useAttachmentNames: box,
    notify: box,
    complianceKind: perhaps(z.enum(COMPLIANCE_KINDS)),
    confirmed: box,
  })
  .transform(({ prefixWithCaseReference, ...rest }) => ({
    ...rest,
    prefixWithCaseReference: prefixWithCaseReference && rest.groupByCaseType,
  }));

export type TemplateText = z.infer<typeof templateSchema>;
export type TemplatePublication = z.infer<typeof publicationSchema>;
