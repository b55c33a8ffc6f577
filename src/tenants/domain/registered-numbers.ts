const LA_POSTE = '356000000';

/** SIRET: 14 digits, Luhn; establishments of La Poste have a sum of digits divisible by 5 instead. Blanks are ignored. */
export function isSiret(value: string): boolean {
  const digits = value.replace(/\s/g, '');
  if (!/^\d{14}$/.test(digits)) return false;
  if (luhn(digits)) return true;
  return digits.startsWith(LA_POSTE) && sum([...digits].map(Number)) % 5 === 0;
}

/** APE (NAF): four digits and a letter, "6832A". */
export function isApe(value: string): boolean {
  return /^\d{4}[A-Z]$/.test(value);
}

/** French VAT number: FR, two check characters, SIREN. Numeric keys are checked against the SIREN; letter keys by form alone. */
export function isFrenchVatNumber(value: string): boolean {
  const match = /^FR([0-9A-Z]{2})(\d{9})$/.exec(value.replace(/\s/g, ''));
  if (!match) return false;
  const [, key = '', siren = ''] = match;
  if (!luhn(siren)) return false;
  return !/^\d\d$/.test(key) || Number(key) === (12 + 3 * (Number(siren) % 97)) % 97;
}

function luhn(digits: string): boolean {
  const weighted = [...digits].reverse().map((digit, index) => {
    const value = Number(digit) * (index % 2 === 1 ? 2 : 1);
    return value > 9 ? value - 9 : value;
  });
  return sum(weighted) % 10 === 0;
}

function sum(values: number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
