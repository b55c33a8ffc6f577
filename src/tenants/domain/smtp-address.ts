export const SECURITIES = ['tls', 'starttls', 'none'] as const;
export type Security = (typeof SECURITIES)[number];

/** A mail server as it is typed; `user` empty: it asks for no sign-in. */
export interface SmtpServer {
  host: string;
  port: number;
  security: Security;
  user: string;
}

/** The address nodemailer connects to. `tls` ciphers from the first byte; `starttls` refuses to go on without. */
export function smtpUrl({ host, port, security, user }: SmtpServer, password: string): string {
  const who = user === '' ? '' : `${encodeURIComponent(user)}:${encodeURIComponent(password)}@`;
  const option = { tls: '', starttls: '?requireTLS=true', none: '?ignoreTLS=true' }[security];
  return `${security === 'tls' ? 'smtps' : 'smtp'}://${who}${host}:${port}${option}`;
}

export function smtpServerOf(address: string): SmtpServer & { password: string } {
  const url = new URL(address);
  const secure = url.protocol === 'smtps:';
  return {
    host: url.hostname,
    port: Number(url.port) || (secure ? 465 : 587),
    security: secure ? 'tls' : url.searchParams.get('ignoreTLS') === 'true' ? 'none' : 'starttls',
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
  };
}

/** A password is given to the very server and account it was typed for, to no other, and not in clear where it was ciphered. */
export function mayKeepPassword(former: SmtpServer, wished: SmtpServer): boolean {
  return (['host', 'port', 'security', 'user'] as const).every((part) => former[part] === wished[part]);
}
