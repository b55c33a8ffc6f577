import { FEATURES, type Feature, featureProblems, type TenantKind } from './features.js';

/** What is open once a licence was added to it, in the order features are shown. */
export function opened(features: readonly Feature[], added: readonly Feature[]): Feature[] {
  return FEATURES.filter((feature) => features.includes(feature) || added.includes(feature));
}

/** What stays open when those end: without them, nor what cannot do without them. */
export function closed(kind: TenantKind, features: readonly Feature[], ended: readonly Feature[]): Feature[] {
  const left = features.filter((feature) => !ended.includes(feature));
  const lacking = featureProblems(kind, left).map(({ feature }) => feature);
  return lacking.length > 0 ? closed(kind, left, lacking) : left;
}

/**
 * Of a licence's features, those whose end it decides: not those that the operator left open without an end.
 * `bound`: those that an earlier licence decides of.
 */
export function boundBy(licensed: readonly Feature[], on: readonly Feature[], bound: readonly Feature[]): Feature[] {
  return licensed.filter((feature) => !on.includes(feature) || bound.includes(feature));
}

/** Days before the end when administrators are told. */
export const REMINDER_DAYS = [7, 30] as const;

export interface Term {
  /** Last day. */
  until: string;
  /** Day the licence was validated: who has just read the end on the page is not told of it again. */
  acceptedOn: string;
  today: string;
}

/** Which reminder should have left by that day; null for none. Days are `YYYY-MM-DD`, in the tenant's zone. */
export function reminderDue({ until, acceptedOn, today }: Term): (typeof REMINDER_DAYS)[number] | null {
  const left = daysBetween(today, until);
  if (left < 0) return null;
  const due = REMINDER_DAYS.find((days) => left <= days);
  return due !== undefined && daysBetween(acceptedOn, until) > due ? due : null;
}

function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}
