import { z } from 'zod';

/** A code of six digits or a recovery code; what it is worth is the second factor's affair. */
export const codeSchema = z.strictObject({
  code: z.string('identity:second-factor.missing').trim().min(1, 'identity:second-factor.missing').max(40),
  retour: z.string().optional(),
});
