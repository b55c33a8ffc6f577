/** What the mail server, or the way to it, said. */
export interface SmtpFailure {
  responseCode?: number;
  /** The SMTP command that failed: `RCPT TO`, `DATA`, `AUTH PLAIN`, `CONN`… */
  command?: string;
  /** A fault of the message itself, found before anything was sent. */
  code?: string;
}

/**
 * `address`: nobody there, ever. `message`: this message will never be taken. `later`: everything else, refusals of our own sign-in or
 * sender included, since a person can put those right.
 */
export function meaningOf({ responseCode, command, code }: SmtpFailure): 'address' | 'message' | 'later' {
  if (code === 'EENVELOPE' && responseCode === undefined) return 'address';
  if (responseCode === undefined || responseCode < 500 || responseCode >= 600) return 'later';
  if (command === 'RCPT TO') return [550, 551, 553, 554].includes(responseCode) ? 'address' : 'message';
  return command === 'DATA' ? 'message' : 'later';
}
