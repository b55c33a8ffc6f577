/** `{{#unless (absent entry.debit)}}`: null or undefined; 0 and '' are there. */
export function absentHelper(value: unknown): boolean {
  return value === null || value === undefined;
}
