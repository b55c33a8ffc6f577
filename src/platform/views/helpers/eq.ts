/** `{{#if (eq document.state "published")}}`: the same value, without conversion. */
export function eqHelper(one: unknown, other: unknown): boolean {
  return one === other;
}
