/** The labels under which an agency answers: its own, and those the operator gave it besides. */
export interface OwnLabels {
  domain: string;
  aliases: readonly string[];
}

/** Whether the label typed as "Nom de domaine" is the agency's (PUB-03). */
export function isOwnLabel(label: string, { domain, aliases }: OwnLabels): boolean {
  return label === domain || aliases.includes(label);
}

export interface ValidatedDomain {
  /** What was validated; null until something was (PUB-02). */
  label: string | null;
  validatedAt: Date | null;
}

/** A run of the desk may start: a label was validated, and is still the agency's (PUB-04). */
export function isDomainValidated({ label, validatedAt }: ValidatedDomain, own: OwnLabels): boolean {
  return validatedAt !== null && label !== null && isOwnLabel(label, own);
}
