/** The columns of a party that make its name. */
export interface NamedParty {
  kind: 'person' | 'company';
  civility: string | null;
  lastName: string | null;
  firstName: string | null;
  companyName: string | null;
}

/** "MARTIN Anne", as lists are sorted; a company by its name. */
export function listedName(party: NamedParty): string {
  if (party.kind === 'company') return party.companyName ?? '';
  return [party.lastName, party.firstName].filter(Boolean).join(' ');
}

/** "Mme Anne MARTIN", as one is addressed. */
export function fullName(party: NamedParty): string {
  if (party.kind === 'company') return party.companyName ?? '';
  return [party.civility, party.firstName, party.lastName].filter(Boolean).join(' ');
}
