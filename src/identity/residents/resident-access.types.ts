import type { Locale } from '../../platform/tenancy/index.js';

/** What a manifest may say of a party's sign-in. */
export interface GivenCredentials {
  login: string;
  initialPassword?: string;
}

export interface OpenedAccess {
  /** Logins made. */
  opened: number;
  /** Parties whose wished login somebody else has: they got one of our own. */
  loginsTaken: string[];
}

/** What is seen of a login from outside (§4.4). `initial` and `temporary` are provisional passwords; `dormant` ones have expired. */
export type AccessState = 'initial' | 'temporary' | 'personal' | 'dormant' | 'closed' | 'blocked';

export interface AccessCard {
  partyId: string;
  loginId: string;
  login: string;
  state: AccessState;
  /** Until when a provisional password works. */
  validUntil: Date | null;
  /** When the resident chose his own password. */
  personalisedAt: Date | null;
  lastSignInAt: Date | null;
  /** The address mails go to: the resident's own, else the agency's. */
  email: string | null;
  emailConfirmed: boolean;
  /** A mobile number, for an SMS. */
  phone: string | null;
  language: Locale;
  notifyDocuments: 'immediate' | 'weekly' | 'never';
  notifyChangedAt: Date | null;
  blockedAt: Date | null;
  blockReason: string | null;
}

export interface PasswordProposal {
  login: string;
  password: string;
  /** Goes through the form of the second step, as it is: only this application can read it. */
  sealed: string;
  validHours: number;
}
