const SECRET_KEY =
  /pass(word|wd)?$|secret|token|authorization|cookie|api-?key|mot_?de_?passe|^(login|email|phone|mobile|address|iban|bic|firstName|lastName|name)$/i;
const HIDDEN = '[…]';
const DEPTH = 6;

const PATTERNS: [RegExp, string][] = [
  [/(\w+:\/\/)[^\s/@:]*:[^\s/@]+@/g, '$1[…]@'],
  [/[\w.!#$%&'*+/=?^`{|}~-]+@[a-z0-9-]+(\.[a-z0-9-]+)+/gi, '[email]'],
  [/\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?\b/g, '[iban]'],
  [/(?<![\w.:-])(?:\+33 ?|0)[1-9](?:[ .-]?\d{2}){4}(?![\w:-])/g, '[phone]'],
  [/\b(Bearer|Basic) [\w+/=.~-]{8,}/g, '$1 […]'],
];

/** Personal data and secrets that found their way into a sentence, an error or an address, put out of sight. */
export function scrubText(text: string): string {
  return PATTERNS.reduce((scrubbed, [pattern, replacement]) => scrubbed.replace(pattern, replacement), text);
}

/** The same for a structure: what a key says is secret or personal is hidden, however deep. */
export function scrubFields(fields: Record<string, unknown>, depth = DEPTH): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(fields).map(([key, value]) => [key, SECRET_KEY.test(key) ? HIDDEN : scrubValue(value, depth - 1)]),
  );
}

function scrubValue(value: unknown, depth: number): unknown {
  if (typeof value !== 'object' || value === null || value instanceof Date || value instanceof Error) return value;
  if (depth <= 0) return HIDDEN;
  return Array.isArray(value)
    ? value.map((one) => scrubValue(one, depth - 1))
    : scrubFields(value as Record<string, unknown>, depth);
}
