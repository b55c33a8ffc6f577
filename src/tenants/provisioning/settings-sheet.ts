import { z } from 'zod';

const flags = <Name extends string>(...names: Name[]) =>
  Object.fromEntries(names.map((name) => [name, z.boolean().optional()])) as Record<Name, z.ZodOptional<z.ZodBoolean>>;

/** Settings of what is sent (§3.4, §3.5) that differ from the shipped ones; `domainValidated` stands for the act of PUB-03. */
const publicationSchema = z.strictObject({
  ...flags('runLog', 'transferLog', 'groupCashLandlord', 'groupCashLessee', 'groupCashCoOwner', 'excludeUnrepaid'),
  ...flags('useAttachmentNames', 'omitBankDetails', 'sendExpenses', 'send102Funds'),
  ...flags('hideOnNotice', 'hideOnDeparture', 'hideOnTransfer', 'domainValidated'),
  initialPasswordDays: z.int().min(7).max(90).optional(),
});

/** Settings of the residents' space (§3.10), for every line or for one. */
const extranetSchema = z.strictObject({
  ...flags('extranetOpen', 'showAccount', 'landlordSeesLesseeAccounts', 'landlordSeesLesseeDocuments', 'payWithoutEmail'),
  ...flags('showEmptyBinders', 'documentsForLandlord', 'documentsForLessee', 'documentsForCoOwner', 'notifyDocuments'),
  ...flags('showPhotos', 'showAnnouncements', 'showRequests', 'ticketRequests', 'showPartners', 'showContacts'),
  ...flags('showProperties', 'showExpenses', 'showWorksFunds', 'mobileApp'),
  balanceSign: z.enum(['credit_minus_debit', 'debit_minus_credit']).optional(),
});

export const settingsSchema = z.strictObject({
  publication: publicationSchema.default({}),
  extranet: extranetSchema.default({}),
  gerance: extranetSchema.default({}),
  syndic: extranetSchema.default({}),
});
