import { BadViewValue } from './scope.js';

/** `{{phone-number contact.phone}}`: a French number as the French read it, "03 53 01 26 26"; any other as it came. */
export function phoneNumberHelper(number: unknown): string {
  if (typeof number !== 'string') throw new BadViewValue('phone-number', number, 'a phone number');
  const national = /^(?:\+33|0)(\d)(\d\d)(\d\d)(\d\d)(\d\d)$/.exec(number.replace(/[\s.]/g, ''));
  if (!national) return number;
  const [, first, ...pairs] = national;
  return [`0${first}`, ...pairs].join('\u00a0');
}
