import { z } from 'zod';

/** Papers the law wants shown to the councils (GED-73). */
export const SYNDIC_KINDS = ['professional_card', 'liability_insurance', 'financial_guarantee'] as const;
export const DOCUMENT_LEVELS = ['council_member', 'co_owner'] as const;
/** `all`: the whole portfolio. */
export const REACHES = ['all', 'buildings'] as const;

const none = z.literal('').transform(() => null);
const ids = z
  .union([z.uuid().transform((only) => [only]), z.array(z.uuid()).max(2_000)])
  .optional()
  .transform((given): string[] => given ?? []);

export const newSyndicDocumentSchema = z.strictObject({
  title: z.string().trim().max(150, 'syndic-documents:error.title'),
  complianceKind: z.union([none, z.enum(SYNDIC_KINDS)], 'syndic-documents:error.kind'),
  validUntil: z.union([none, z.iso.date('syndic-documents:error.date')], 'syndic-documents:error.date'),
  level: z.enum(DOCUMENT_LEVELS, 'syndic-documents:error.level'),
  reach: z.enum(REACHES, 'syndic-documents:error.reach'),
  buildings: ids,
});
export type NewSyndicDocument = z.infer<typeof newSyndicDocumentSchema>;

export const chosenSchema = z.strictObject({ document: ids });
export type ChosenDocuments = z.infer<typeof chosenSchema>;
