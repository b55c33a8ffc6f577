/** What an entry may say besides who, what and when: plain data, small. */
export type AuditDetails = Readonly<Record<string, unknown>>;

const SECRET =
  /passw|mot_?de_?passe|secret|token|cipher|hash|^key$|[a-z]Key$|_key$|^code$|recovery|totp|authori[sz]ation|cookie/i;
const HIDDEN = '•••';
const LONGEST = 500;

/** The details as they may be kept for years: values under a name that speaks of a secret are hidden, long texts cut. */
export function withoutSecrets(details: AuditDetails): AuditDetails {
  return Object.fromEntries(
    Object.entries(details).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, SECRET.test(name) ? HIDDEN : kept(value)]],
    ),
  );
}

function kept(value: unknown): unknown {
  if (typeof value === 'string') return value.length > LONGEST ? `${value.slice(0, LONGEST)}…` : value;
  if (Array.isArray(value)) return value.map(kept);
  if (value instanceof Date) return value.toISOString();
  if (typeof value === 'object' && value !== null) return withoutSecrets(value as AuditDetails);
  return value;
}
