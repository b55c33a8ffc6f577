/** `{{#if (several accounts)}}`: whether a list has more than one entry. */
export function severalHelper(value: unknown): boolean {
  return Array.isArray(value) && value.length > 1;
}
