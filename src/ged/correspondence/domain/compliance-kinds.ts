/** Papers that the décret 2019-502 wants on line, by the names the publication format gives them. */
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
export type ComplianceKind = (typeof COMPLIANCE_KINDS)[number];

/** Three years of them must be on line. */
const KEPT_MONTHS: Partial<Record<string, number>> = { call_for_funds: 36, meeting_minutes: 36 };

/** Months that papers of that kind must stay on line when the given duration is shorter; null when it will do. */
export function monthsLacking(kind: string | null, months: number | null): number | null {
  const wanted = kind === null ? undefined : KEPT_MONTHS[kind];
  return wanted !== undefined && months !== null && months < wanted ? wanted : null;
}
