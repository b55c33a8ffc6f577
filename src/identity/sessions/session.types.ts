import type { SessionTerms } from '../domain/session-terms.js';

/** Whose session: a staff member's or a resident's. */
export type Holder = { staffId: string } | { residentLoginId: string };

export interface NewSession {
  holder: Holder;
  terms: SessionTerms;
  userAgent: string | null;
  secondFactorPending?: boolean;
  /** Token of the session the browser had so far: it ends. */
  former?: string;
}

export interface OpenSession {
  id: string;
  createdAt: Date;
  /** At most a minute behind. */
  seenAt: Date;
  /** Network address it was opened from. */
  address: string | null;
  userAgent: string | null;
}
