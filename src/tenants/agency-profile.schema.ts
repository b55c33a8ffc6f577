import { z } from 'zod';
import { day, email, euros, optional, optionalText, phone } from './domain/contact-fields.js';
import { isApe, isFrenchVatNumber, isSiret } from './domain/registered-numbers.js';

const bare = (value: string) => value.replace(/\s/g, '').toUpperCase();
const number = (isRight: (value: string) => boolean, sentence: string) =>
  optional(z.string().transform(bare).refine(isRight, sentence));

/** Menu "Gérant": who answers for the agency, professional card, guarantee, insurance (ADM-35). */
export const managerSchema = z.strictObject({
  managerCivility: optionalText(20),
  managerName: optionalText(120),
  cardNumber: optionalText(60),
  cardChamber: optionalText(120),
  cardValidUntil: optional(day),
  guarantor: optionalText(120),
  guaranteeAmount: optional(euros),
  guaranteeValidUntil: optional(day),
  insurer: optionalText(120),
  insurancePolicy: optionalText(60),
  insuranceValidUntil: optional(day),
});

/** Menu "Société" (ADM-36). */
export const companySchema = z.strictObject({
  legalForm: optionalText(60),
  companyName: optionalText(120),
  siret: number(isSiret, 'tenants:field.siret'),
  ape: number(isApe, 'tenants:field.ape'),
  capital: optional(euros),
  vatNumber: number(isFrenchVatNumber, 'tenants:field.vat-number'),
  email: optional(email),
  phone: optional(phone),
});

/** Text under "Mentions légales" (ADM-67). */
export const legalNoticeSchema = z.strictObject({ legalNotice: optionalText(20_000) });

export const agencyProfileSchema = z.strictObject({ ...managerSchema.shape, ...companySchema.shape, ...legalNoticeSchema.shape });

export type AgencyProfileInput = z.infer<typeof agencyProfileSchema>;
