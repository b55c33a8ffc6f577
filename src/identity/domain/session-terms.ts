import type { StaffRole } from './permissions.js';

/** How long a session lasts (§4.9): without a page asked for, and at most. */
export interface SessionTerms {
  idleMinutes: number;
  hours: number;
}

export const RESIDENT_TERMS: SessionTerms = { idleMinutes: 30, hours: 12 };
export const STAFF_TERMS: SessionTerms = { idleMinutes: 60, hours: 12 };
export const MASTER_TERMS: SessionTerms = { idleMinutes: 30, hours: 8 };
export const OPERATOR_TERMS: SessionTerms = MASTER_TERMS;

export function staffTerms(role: StaffRole): SessionTerms {
  return role === 'master' ? MASTER_TERMS : STAFF_TERMS;
}

/** Validity of what is sent or shown (§4.9). */
export const RESET_LINK_MINUTES = 60;
export const RESET_LINKS_PER_HOUR = 3;
export const INVITATION_DAYS = 7;
export const EMAIL_LINK_HOURS = 24;
export const ONE_TIME_PASSWORD_DAYS = 7;
export const REGENERATED_HOURS = 48;
/** Between showing a regenerated password and "VALIDER". */
export const PROPOSAL_MINUTES = 60;

export const minutesAfter = (instant: Date, minutes: number): Date => new Date(instant.getTime() + minutes * 60_000);
export const hoursAfter = (instant: Date, hours: number): Date => minutesAfter(instant, hours * 60);
export const daysAfter = (instant: Date, days: number): Date => hoursAfter(instant, days * 24);
