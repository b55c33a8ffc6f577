/** What the browser that asks to come in says of itself. */
export interface Browser {
  userAgent: string | null;
  /** Token of the session it has so far, if any. */
  sessionToken?: string;
}

/** Let in: the token to give to the browser, and what must come before anything else. */
export interface LetIn {
  token: string;
  next: 'nothing' | 'personal-password' | 'second-factor';
}
