/** Characters of the private area of Unicode: no keyboard types them, no template escapes them. */
const OPEN = '\uE000';
const CLOSE = '\uE001';
const MARK = /\uE000([A-Za-z0-9]+)\uE001/g;
export const HIDDEN = '••••••';

export type Secrets = Record<string, string>;

/** What is written in a message in place of a secret, until the moment it leaves. */
export function markOf(name: string): string {
  return `${OPEN}${name}${CLOSE}`;
}

/** Puts the secrets in; `escape` for the place they stand in (HTML). A mark without its secret is hidden. */
export function reveal(
  text: string,
  secrets: Secrets,
  escape: (secret: string) => string = (secret) => secret,
): string {
  return text.replace(MARK, (_, name: string) => (secrets[name] === undefined ? HIDDEN : escape(secrets[name])));
}

/** What the register shows. */
export function hide(text: string): string {
  return reveal(text, {});
}

/** The variables without their secrets, and the secrets apart. Marks typed by somebody are taken out. */
export function takeOut(
  variables: Record<string, unknown>,
  names: readonly string[],
): { open: Record<string, unknown>; secrets: Secrets } {
  const open: Record<string, unknown> = {};
  const secrets: Secrets = {};
  for (const [name, value] of Object.entries(variables)) {
    if (names.includes(name)) secrets[name] = String(value);
    else open[name] = typeof value === 'string' ? value.replaceAll(OPEN, '').replaceAll(CLOSE, '') : value;
  }
  return { open, secrets };
}
