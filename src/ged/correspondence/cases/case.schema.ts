import { z } from 'zod';

const TYPE = 'correspondence:error.case-type';
const typeLabel = z
  .string()
  .trim()
  .min(1, TYPE)
  .max(60, TYPE)
  .regex(/^[^/]*$/, 'correspondence:error.case-type-slash');

export const caseSchema = z.strictObject({
  number: z
    .string()
    .trim()
    .transform((number) => number.toUpperCase())
    .pipe(z.string().regex(/^[0-9A-Z][0-9A-Z.-]{0,19}$/, 'correspondence:error.case-number')),
  typeId: z.uuid('correspondence:error.case-type-choose'),
  label: z.string().trim().min(1, 'correspondence:error.case-label').max(120, 'correspondence:error.case-label'),
});

/** A case of a type that does not exist yet brings it along. */
export const newCaseSchema = z
  .strictObject({
    ...caseSchema.shape,
    typeId: z.union([z.literal(''), z.uuid()]),
    newType: z.union([z.literal(''), typeLabel]).default(''),
  })
  .refine(({ typeId, newType }) => typeId !== '' || newType !== '', {
    path: ['typeId'],
    message: 'correspondence:error.case-type-choose',
  });

export const caseTypeSchema = z.strictObject({ label: typeLabel });

export type NewCase = z.infer<typeof newCaseSchema>;
export type CaseChange = z.infer<typeof caseSchema>;
