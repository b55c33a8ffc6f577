import type { BusinessLine } from '../../../platform/tenancy/tenant.js';
import { CATEGORIES } from '../../../portfolio/index.js';

export interface Parts {
  id: string;
  parts: readonly { part: string; line: BusinessLine }[];
  supplierId: string | null;
}

const KEYS: Record<string, string> = {
  co_owner: 'co_owners',
  landlord: 'landlords',
  lessee: 'lessees',
  council: 'council',
  caretaker: 'caretakers',
};

/** The record of someone: in the line that is open if he has a part in it, else in another that the viewer works in; null when he has none. */
export function recordHref(
  { id, parts, supplierId }: Parts,
  line: BusinessLine,
  open: readonly BusinessLine[],
): string | null {
  const reachable = parts.filter((one) => open.includes(one.line));
  const part = reachable.find((one) => one.line === line) ?? reachable[0];
  if (part) {
    const category = CATEGORIES.find(({ key }) => key === KEYS[part.part]);
    return category ? `/agence/${part.line}/portefeuille/${category.slug}/${id}` : null;
  }
  return supplierId ? `/agence/${line}/portefeuille/fournisseurs/${supplierId}` : null;
}
