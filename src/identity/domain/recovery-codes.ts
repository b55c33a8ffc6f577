import type { Random } from './provisional-password.js';

const CODES = 10;
const ALPHABET = '23456789abcdefghjkmnpqrstuvwxyz';
const LENGTH = 10;

/** Ten codes `xxxxx-xxxxx` of 49 bits each, in letters and digits not taken one for the other. */
export function recoveryCodes(random: Random): string[] {
  return Array.from({ length: CODES }, () => {
    const code = Array.from({ length: LENGTH }, () => ALPHABET[random(ALPHABET.length)]).join('');
    return `${code.slice(0, LENGTH / 2)}-${code.slice(LENGTH / 2)}`;
  });
}

/** As typed: letter case, blanks and dashes do not count. */
export function bareCode(typed: string): string {
  return typed.toLowerCase().replace(/[^a-z0-9]/g, '');
}
