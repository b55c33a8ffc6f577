const TROUBLES = {
  'unknown-server': /ENOTFOUND|EAI_AGAIN|getaddrinfo/i,
  refused: /ECONNREFUSED/i,
  timeout: /ETIMEDOUT|timeout|Greeting never received|EHOSTUNREACH|ENETUNREACH/i,
  certificate: /certificate|self.signed|ERR_TLS_CERT/i,
  ciphering: /STARTTLS|wrong version number|SSL routines|EPROTO/i,
  credentials: /Invalid login|EAUTH|\b535\b|\b534\b|\b530\b|authenticat/i,
  'not-public': /not on the public Internet/i,
  sender: /sender|MAIL FROM|\b553\b/i,
  recipient: /\b55[0124]\b|recipient|RCPT TO/i,
} as const;

export type MailTrouble = keyof typeof TROUBLES | 'other';

/** What went wrong with a mail server, out of what it, or the way to it, said. */
export function mailTrouble(error: string): MailTrouble {
  const known = Object.entries(TROUBLES).find(([, words]) => words.test(error));
  return (known?.[0] as MailTrouble | undefined) ?? 'other';
}
