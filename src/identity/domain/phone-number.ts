const SEPARATORS = /[\s.\-()/\u00a0\u202f]/g;

/** E.164, or a French national number, given back in E.164: "06 12 34 56 78" is "+33612345678". Null when it cannot be one. */
export function phoneNumber(typed: string): string | null {
  const bare = typed.replace('(0)', '').replace(SEPARATORS, '');
  const number = bare.replace(/^00/, '+').replace(/^0(?=[1-9]\d{8}$)/, '+33');
  if (number.startsWith('+33')) return /^\+33[1-9]\d{8}$/.test(number) ? number : null;
  if (number.startsWith('+687')) return /^\+687\d{6}$/.test(number) ? number : null;
  return /^\+[1-9]\d{6,14}$/.test(number) ? number : null;
}
