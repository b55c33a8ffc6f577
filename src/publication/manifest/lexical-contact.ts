import { electronicFormatIBAN, isValidBIC, isValidIBAN } from 'ibantools';
import type { Lexical } from './lexical.js';

const ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
const LABEL = '[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?';
const EMAIL = new RegExp(`^(?:${ATOM}(?:\\.${ATOM})*|"(?:[^"\\\\\\r\\n]|\\\\[ -~])*")@${LABEL}(?:\\.${LABEL})+$`);
const EMAIL_MAX_LENGTH = 254;
const LOCAL_PART_MAX_LENGTH = 64;
const PHONE_SEPARATORS = /[\s.\-()/\u00a0\u202f]/g;
const ICS = /^([A-Z]{2})([0-9]{2})[A-Z0-9]{3}([A-Z0-9]{1,28})$/;

const asWritten = (value: string): string => value;

/** RFC 5321 addr-spec on a domain name, 254 characters at most. */
export const email: Lexical<string> = {
  parse(raw) {
    const value = raw.trim();
    const fits = value.length <= EMAIL_MAX_LENGTH && value.lastIndexOf('@') <= LOCAL_PART_MAX_LENGTH;
    return fits && EMAIL.test(value) ? value : undefined;
  },
  write: asWritten,
};

/** E.164, or a French national number, given back in E.164: "06 12 34 56 78" is "+33612345678". */
export const phone: Lexical<string> = {
  parse(raw) {
    const compact = raw.replace('(0)', '').replace(PHONE_SEPARATORS, '');
    const number = compact.replace(/^00/, '+').replace(/^0(?=[1-9][0-9]{8}$)/, '+33');
    if (/^\+33/.test(number)) return /^\+33[1-9][0-9]{8}$/.test(number) ? number : undefined;
    if (/^\+687/.test(number)) return /^\+687[0-9]{6}$/.test(number) ? number : undefined;
    return /^\+[1-9][0-9]{6,14}$/.test(number) ? number : undefined;
  },
  write: asWritten,
};

export const iban: Lexical<string> = {
  parse(raw) {
    const value = electronicFormatIBAN(raw);
    return value !== null && isValidIBAN(value) ? value : undefined;
  },
  write: asWritten,
};

export const bic: Lexical<string> = {
  parse(raw) {
    const value = raw.trim().toUpperCase();
    return isValidBIC(value) ? value : undefined;
  },
  write: asWritten,
};

/** The remainder by 97 of a code whose letters count as numbers (A = 10 … Z = 35). */
function mod97(code: string): number {
  let remainder = 0;
  for (const character of code) {
    const value = Number.parseInt(character, 36);
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
  }
  return remainder;
}

/** SEPA creditor identifier; its check digits leave out the business code (positions 5 to 7). */
export const ics: Lexical<string> = {
  parse(raw) {
    const value = raw.replace(/\s/g, '').toUpperCase();
    const [, country, check, identifier] = ICS.exec(value) ?? [];
    return country && check && identifier && mod97(identifier + country + check) === 1 ? value : undefined;
  },
  write: asWritten,
};
