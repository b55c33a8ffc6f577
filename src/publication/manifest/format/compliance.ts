import { oneOf } from '../lexical.js';

/** The documents of décret 2019-502, as the format names them. */
export const COMPLIANCE_KINDS = [
  'co_ownership_rules',
  'division_statement',
  'amending_deed',
  'summary_sheet',
  'maintenance_log',
  'technical_diagnostic',
  'insurance_contract',
  'contract',
  'maintenance_contract',
  'meeting_minutes',
  'approved_quote',
  'syndic_contract',
  'individual_statement',
  'charges_summary',
  'call_for_funds',
  'trial_balance',
  'income_expense_statement',
  'bank_statement',
  'lawsuit',
  'court_decision',
  'owners_list',
  'professional_card',
  'liability_insurance',
  'financial_guarantee',
] as const;
export const COMPLIANCE_SUBTYPES = [
  'asbestos',
  'lead',
  'termites',
  'energy',
  'global',
  'works_plan',
  'lift',
  'other',
] as const;

export const complianceKind = oneOf(...COMPLIANCE_KINDS);
export const complianceSubtype = oneOf(...COMPLIANCE_SUBTYPES);
