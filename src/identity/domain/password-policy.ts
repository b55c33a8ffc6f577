import type { FieldError } from '../../platform/errors/index.js';

export const SHORTEST_PASSWORD = 12;
/** Beyond it, hashing a password would be a way of keeping the host busy. */
export const LONGEST_PASSWORD = 200;
const FEWEST_DIFFERENT = 5;
const LEFT_WITHOUT_NAMES = 6;

/** What a password is judged against. */
export interface PasswordFacts {
  /** Login, names of the person, name and address of the agency: a password is not made of them. */
  names: readonly string[];
  /** It is in the list of common passwords. */
  common: boolean;
  /** It is the one to be replaced. */
  former: boolean;
}

/** Why a password is refused [RES-14], as a sentence for its field; null when it is good. */
export function passwordProblem(password: string, facts: PasswordFacts): Omit<FieldError, 'field'> | null {
  const letters = [...password.normalize('NFC')];
  if (letters.length < SHORTEST_PASSWORD)
    return { sentence: 'identity:password.too-short', values: { least: SHORTEST_PASSWORD } };
  if (letters.length > LONGEST_PASSWORD)
    return { sentence: 'identity:password.too-long', values: { most: LONGEST_PASSWORD } };
  if (facts.former) return { sentence: 'identity:password.same-as-former' };
  if (isMadeOfNames(password, facts.names)) return { sentence: 'identity:password.made-of-names' };
  if (facts.common || new Set(letters).size < FEWEST_DIFFERENT) return { sentence: 'identity:password.too-common' };
  return null;
}

/** Whether little is left of it once the names are taken out, whatever their letter case, accents and punctuation. */
function isMadeOfNames(password: string, names: readonly string[]): boolean {
  const words = names
    .flatMap((name) => [bare(name), ...name.split(/[^\p{L}\p{N}]+/u).map(bare)])
    .filter((word) => word.length >= 3);
  const rest = [...new Set(words)]
    .sort((one, other) => other.length - one.length)
    .reduce((left, word) => left.replaceAll(word, ''), bare(password));
  return rest.length < LEFT_WITHOUT_NAMES && rest.length < bare(password).length;
}

function bare(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase();
}
