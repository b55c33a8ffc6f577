/** A whole number from 0 to `below` − 1, from a source nobody can guess. */
export type Random = (below: number) => number;

/** Without 0 O 1 l I, which are read one for the other [ACC-27]. */
const UNAMBIGUOUS = '23456789abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ';
const PASSWORD_LENGTH = 10;
const NAME_LETTERS = 7;
const LONGEST_LOGIN = 40;
/** What is typed beyond an email's length names nobody. */
const LONGEST_TYPED = 254;

/** Ten characters that are read aloud or copied from a letter without mistake: 58 bits. */
export function provisionalPassword(random: Random): string {
  return Array.from({ length: PASSWORD_LENGTH }, () => UNAMBIGUOUS[random(UNAMBIGUOUS.length)]).join('');
}

/** First letters of the name, ASCII [ACC-27]: Pierre PROPRIETAIRE → `pierrep`. */
export function loginStem(name: string): string {
  const letters = name
    .normalize('NFKD')
    .replace(/œ/gi, 'oe')
    .replace(/æ/gi, 'ae')
    .toLowerCase()
    .replace(/[^a-z]/g, '');
  return letters.slice(0, NAME_LETTERS) || 'client';
}

/** The stem and four digits; more of them when four have been tried in vain. */
export function loginFor(name: string, random: Random, digits = 4): string {
  return `${loginStem(name)}${Array.from({ length: digits }, () => random(10)).join('')}`;
}

/** A login as it is kept and compared: without regard to letter case or outer blanks. */
export function foldedLogin(typed: string): string {
  return typed
    .replace(/\p{Cc}/gu, '')
    .trim()
    .toLowerCase()
    .slice(0, LONGEST_TYPED);
}

/** Whether a login wished for, in a manifest, can be one. */
export function isResidentLogin(login: string): boolean {
  return new RegExp(`^[a-z0-9.-]{4,${LONGEST_LOGIN}}$`).test(login);
}
